# title: geo, map and split_clients decide about headers and an experiment, never about the files
# healthy
setup() {
  hosts larch.example; user larch
  pictures /srv/larch/media larch:larch; bundle /srv/larch/static larch:larch
  cat > /etc/nginx/conf.d/values.conf <<'CONF'
geo $near { default 0; 127.0.0.0/8 1; 10.0.0.0/8 1; }
map $http_accept $webp { default ""; ~image/webp .webp; }
split_clients "$remote_addr$http_user_agent" $variant { 50% a; * b; }
CONF
  vhost larch <<'CONF'
server {
    listen 80;
    server_name larch.example;
    add_header X-Variant $variant;
    location /media/ { alias /srv/larch/media/; add_header Vary Accept; }
    location /static/ { alias /srv/larch/static/; if ($near) { expires 1h; } }
    location /intern/ { if ($near = 0) { return 403; } return 204; }
}
CONF
  start_nginx
}
symptom() { gives 404 http://larch.example/media/faces/ida.gif; }
