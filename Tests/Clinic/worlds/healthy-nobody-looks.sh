# title: nobody surveys a healthy server whose configuration only root may read
# healthy
# user: nobody
# report: root
setup() {
  hosts gorse.example; user gorse
  bundle /srv/gorse/static gorse:gorse
  vhost gorse <<'CONF'
server {
    listen 80;
    server_name gorse.example;
    root /srv/gorse;
}
CONF
  chmod 700 /etc/nginx
  start_nginx
}
symptom() { gives 404 http://gorse.example/static/css/main.css; }
