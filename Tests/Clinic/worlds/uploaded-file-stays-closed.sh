# title: a real upload is taken, renamed and stored where nginx may not read it; the test's file goes again
# expect: access.upload-mode-private
# verdict: confirmed
# names: umask 027
# report: was stored by the application
# report: was removed again
# target: --write-test
# target: --upload-url
# target: http://bunting.example/upload?name=report.txt
# writes
# cure: no
setup() {
  hosts bunting.example; user bunting
  code /srv/bunting bunting:bunting; mkdir /srv/bunting/media; chown bunting:bunting /srv/bunting/media
  app -u bunting -d /srv/bunting -m 027 -e MEDIA_ROOT=/srv/bunting/media -e MEDIA_URL=/media/
  vhost bunting <<'CONF'
server {
    listen 80;
    server_name bunting.example;
    client_max_body_size 16m;
    location /media/ { alias /srv/bunting/media/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
}
symptom() { local s; send http://bunting.example/upload 300 a.gif >/dev/null; s=$(status http://bunting.example/media/a.gif); rm -f /srv/bunting/media/a.gif; [ "$s" = 403 ]; }
