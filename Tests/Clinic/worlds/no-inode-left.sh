# title: thousands of little files used up the inodes, half of the space is free
# expect: disk.inodes-exhausted
# verdict: confirmed
# names: /srv/sparrow/media
# not: disk.full
# cure: no
setup() {
  hosts sparrow.example; user sparrow
  code /srv/sparrow/app sparrow:sparrow; disk 16M /srv/sparrow/media -N 64
  app -u sparrow -d /srv/sparrow/app -e MEDIA_ROOT=/srv/sparrow/media -e MEDIA_URL=/media/
  mkdir /srv/sparrow/media/thumbs
  local n; for n in $(seq 80); do : > /srv/sparrow/media/thumbs/$n 2>/dev/null || break; done
  chown -R sparrow:sparrow /srv/sparrow/media
  vhost sparrow <<'CONF'
server {
    listen 80;
    server_name sparrow.example;
    client_max_body_size 16m;
    location /media/ { alias /srv/sparrow/media/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
}
symptom() { refuses 500 http://sparrow.example/upload; }
cure() { rm /srv/sparrow/media/thumbs/1*; }
