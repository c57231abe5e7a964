# title: somebody made the upload directory immutable
# expect: access.immutable-or-readonly-file
# verdict: confirmed
# names: /srv/seal/media
# needs: chattr
setup() {
  hosts seal.example; user seal
  code /srv/seal seal:seal; pictures /srv/seal/media seal:seal
  app -u seal -d /srv/seal -e MEDIA_ROOT=/srv/seal/media -e MEDIA_URL=/media/
  chattr +i /srv/seal/media
  vhost seal <<'CONF'
server {
    listen 80;
    server_name seal.example;
    client_max_body_size 16m;
    location /media/ { alias /srv/seal/media/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
}
symptom() { refuses 500 http://seal.example/upload; }
cure() { chattr -i /srv/seal/media; }
