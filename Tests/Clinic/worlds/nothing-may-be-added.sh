# title: the directory of uploads belongs to somebody else, and a file that is put there for a test is refused
# expect: access.writer-cannot-write
# verdict: confirmed
# names: /srv/dove/media
# target: --write-test
# report: write-test.failed
# writes
setup() {
  hosts dove.example; user dove; user deploy
  code /srv/dove dove:dove; pictures /srv/dove/media deploy:deploy
  app -u dove -d /srv/dove -e MEDIA_ROOT=/srv/dove/media -e MEDIA_URL=/media/
  vhost dove <<'CONF'
server {
    listen 80;
    server_name dove.example;
    client_max_body_size 16m;
    location /media/ { alias /srv/dove/media/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
}
symptom() { refuses 500 http://dove.example/upload; }
