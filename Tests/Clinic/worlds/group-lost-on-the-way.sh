# title: uploads are for the group of their directory, which they do not get without setgid
# expect: access.upload-mode-private | access.file-not-readable
# names: /srv/dunlin/media
# target: http://dunlin.example/media/new1.gif
setup() {
  hosts dunlin.example; user dunlin
  code /srv/dunlin dunlin:dunlin; pictures /srv/dunlin/media dunlin:dunlin
  chgrp -R www-data /srv/dunlin/media; chmod -R o= /srv/dunlin/media; find /srv/dunlin/media -exec touch -d '-9 days' {} +
  file /srv/dunlin/.env 640 dunlin:dunlin <<'ENV'
MEDIA_ROOT=/srv/dunlin/media
MEDIA_URL=/media/
ENV
  app -u dunlin -d /srv/dunlin -f /srv/dunlin/.env -m 027
  vhost dunlin <<'CONF'
server {
    listen 80;
    server_name dunlin.example;
    client_max_body_size 16m;
    location /media/ { alias /srv/dunlin/media/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
  for n in new1 new2 new3; do send http://dunlin.example/upload 800 $n.gif; done
}
symptom() { gives 403 http://dunlin.example/media/new1.gif; }
cure() { chgrp www-data /srv/dunlin/media/*.gif; chmod g+s /srv/dunlin/media; }
