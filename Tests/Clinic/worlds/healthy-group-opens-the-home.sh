# title: a home directory of mode 0750, and the web server is in its group
# healthy
# target: http://hazel.example/static/css/main.css
setup() {
  hosts hazel.example; user hazel 750; join www-data hazel
  bundle /home/hazel/site/static hazel:hazel; find /home/hazel/site -type f -exec chmod 640 {} +
  vhost hazel <<'CONF'
server {
    listen 80;
    server_name hazel.example;
    root /home/hazel/site;
}
CONF
  start_nginx
}
symptom() { gives 403 http://hazel.example/static/css/main.css; }
