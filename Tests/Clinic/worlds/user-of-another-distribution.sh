# title: the configuration came from another distribution, and its user does not exist here
# expect: nginx.config-invalid | nginx.not-running
# verdict: confirmed
# names: getpwnam | user nginx
# target: http://canal.example/css/main.css
setup() {
  hosts canal.example; bundle /srv/canal
  vhost canal <<'CONF'
server {
    listen 80;
    server_name canal.example;
    root /srv/canal;
}
CONF
  sed -i 's/^user www-data;/user nginx;/' /etc/nginx/nginx.conf
  nginx 2> /dev/null || true
}
symptom() { gives 000 http://canal.example/css/main.css; }
cure() { sed -i 's/^user nginx;/user www-data;/' /etc/nginx/nginx.conf; nginx; sleep 0.3; }
