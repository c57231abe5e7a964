# title: nginx runs from a prefix of its own, and its root says the folder twice
# expect: nginx.root-instead-of-alias
# verdict: confirmed
# names: /opt/edge/conf/edge.conf
# target: http://localhost:8090/files/css/main.css
setup() {
  mkdir -p /opt/edge/conf /opt/edge/logs; bundle /opt/edge/www/files
  cp /etc/nginx/mime.types /opt/edge/conf/
  file /opt/edge/conf/edge.conf <<'CONF'
user www-data;
pid logs/edge.pid;
error_log /var/log/nginx/edge.log;
events { worker_connections 64; }
http {
    include mime.types;
    access_log off;
    server {
        listen 8090;
        location /files/ { root www/files; }
    }
}
CONF
  nginx -p /opt/edge/ -c conf/edge.conf
  listening 8090
}
symptom() { gives 404 http://localhost:8090/files/css/main.css; }
cure() { sed -i 's#root www/files;#root www;#' /opt/edge/conf/edge.conf; nginx -p /opt/edge/ -c conf/edge.conf -s reload; sleep 0.3; }
