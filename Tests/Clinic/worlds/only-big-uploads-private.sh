# title: uploads of more than two and a half megabytes are private, smaller ones are not
# expect: access.upload-mode-private
# verdict: confirmed
# names: /srv/curlew/media/clips
# target: http://curlew.example/media/clips/c2.mp4
setup() {
  hosts curlew.example; user curlew
  code /srv/curlew curlew:curlew; pictures /srv/curlew/media curlew:curlew
  file /srv/curlew/.env 640 curlew:curlew <<'ENV'
MEDIA_ROOT=/srv/curlew/media
MEDIA_URL=/media/
ENV
  app -u curlew -d /srv/curlew -f /srv/curlew/.env -m 022
  vhost curlew <<'CONF'
server {
    listen 80;
    server_name curlew.example;
    client_max_body_size 16m;
    location /media/ { alias /srv/curlew/media/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
  mkdir /srv/curlew/media/clips
  for n in 1 2 3 4; do bytes /srv/curlew/media/clips/c$n.mp4 $((2700000 + n * 100000)); bytes /srv/curlew/media/clips/s$n.mp4 $((n * 90000)); done
  chown -R curlew:curlew /srv/curlew/media/clips; chmod 600 /srv/curlew/media/clips/c?.mp4
}
symptom() { gives 403 http://curlew.example/media/clips/c2.mp4; }
cure() { chmod o+r /srv/curlew/media/clips/*; }
