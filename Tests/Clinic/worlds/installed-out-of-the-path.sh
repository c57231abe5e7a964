# title: an nginx of its own below /opt, with its own configuration, is not running
# target: --nginx-config /opt/web/conf/nginx.conf http://jetty.example/css/main.css
# expect: nginx.not-running
# names: /opt/web/conf/nginx.conf
setup() {
  hosts jetty.example; mkdir -p /opt/web/conf; bundle /srv/jetty
  sed 's#include /etc/nginx/sites-enabled/.*#include /opt/web/conf/site.conf;#' /etc/nginx/nginx.conf > /opt/web/conf/nginx.conf
  file /opt/web/conf/site.conf <<'CONF'
server {
    listen 80;
    server_name jetty.example;
    root /srv/jetty;
}
CONF
  rm /etc/nginx/nginx.conf
}
symptom() { ! curl -sf -o /dev/null http://jetty.example/css/main.css; }
cure() { nginx -c /opt/web/conf/nginx.conf; }
