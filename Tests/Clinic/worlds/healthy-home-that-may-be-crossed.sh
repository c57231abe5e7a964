# title: a home directory of mode 0711 can be crossed, though not listed
# healthy
setup() {
  hosts rowan.example; user rowan 711
  code /home/rowan/app rowan:rowan; bundle /home/rowan/app/static rowan:rowan; pictures /home/rowan/app/media rowan:rowan
  file /home/rowan/app/.env 600 rowan:rowan <<'ENV'
STATIC_URL=/static/
STATIC_ROOT=/home/rowan/app/static
MEDIA_URL=/media/
MEDIA_ROOT=/home/rowan/app/media
ENV
  app -u rowan -d /home/rowan/app -f /home/rowan/app/.env
  vhost rowan <<'CONF'
server {
    listen 80;
    server_name rowan.example;
    client_max_body_size 16m;
    location /static/ { alias /home/rowan/app/static/; }
    location /media/ { alias /home/rowan/app/media/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
}
symptom() { gives 403 http://rowan.example/media/papers/minutes.pdf || refuses 500 http://rowan.example/upload; }
