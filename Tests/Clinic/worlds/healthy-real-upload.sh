# title: a real upload is stored and served, and the test's file goes again
# healthy
# report: was stored by the application
# report: was removed again
# target: --write-test
# target: --upload-url
# target: http://siskin.example/upload?name=notes.txt
# writes
setup() {
  hosts siskin.example; user siskin
  code /srv/siskin siskin:siskin; mkdir /srv/siskin/media; chown siskin:siskin /srv/siskin/media
  app -u siskin -d /srv/siskin -e MEDIA_ROOT=/srv/siskin/media -e MEDIA_URL=/media/
  vhost siskin <<'CONF'
server {
    listen 80;
    server_name siskin.example;
    client_max_body_size 16m;
    location /media/ { alias /srv/siskin/media/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
}
symptom() { [ "$(send http://siskin.example/upload 300 a.gif)" != 201 ] || [ "$(status http://siskin.example/media/a.gif)" != 200 ]; }
