# title: nginx spools uploads on a tmpfs, as it may
# healthy
setup() {
  hosts birch.example; user birch
  code /srv/birch birch:birch; pictures /srv/birch/media birch:birch
  mkdir -p /var/cache/nginx/body; mount -t tmpfs -o size=48m,mode=700,uid=33,gid=33 tmpfs /var/cache/nginx/body
  echo 'tmpfs /var/cache/nginx/body tmpfs size=48m,mode=700,uid=33,gid=33 0 0' >> /etc/fstab
  app -u birch -d /srv/birch -e MEDIA_ROOT=/srv/birch/media -e MEDIA_URL=/media/
  vhost birch <<'CONF'
server {
    listen 80;
    server_name birch.example;
    client_max_body_size 16m;
    client_body_temp_path /var/cache/nginx/body;
    location /media/ { alias /srv/birch/media/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
}
symptom() { refuses 500 http://birch.example/upload 400000; }
