# title: uploads are closed to others and get nginx's group from their directory
# healthy
setup() {
  hosts godwit.example; user godwit
  code /srv/godwit godwit:godwit; pictures /srv/godwit/media godwit:godwit
  chgrp -R www-data /srv/godwit/media; chmod -R o= /srv/godwit/media; find /srv/godwit/media -type d -exec chmod 2750 {} +
  file /srv/godwit/.env 640 godwit:godwit <<'ENV'
MEDIA_ROOT=/srv/godwit/media
MEDIA_URL=/media/
ENV
  app -u godwit -d /srv/godwit -f /srv/godwit/.env -m 027
  vhost godwit <<'CONF'
server {
    listen 80;
    server_name godwit.example;
    client_max_body_size 16m;
    location /media/ { alias /srv/godwit/media/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
  for n in one two; do send http://godwit.example/upload 700 $n.gif; done
}
symptom() { gives 404 http://godwit.example/media/one.gif; }
