# title: two instances of the application keep uploads each in a directory of its own
# target: http://merganser.example/media/harbour.gif
# expect: app.multi-instance-local-media | http.inconsistent-instances
# verdict: likely
# names: /srv/merganser/two/media
# cure: no
setup() {
  user merganser; hosts merganser.example; code /srv/merganser/code merganser; local n
  for n in one two; do mkdir -p /srv/merganser/$n/media; done; gif /srv/merganser/one/media/harbour.gif; chown -R merganser /srv/merganser
  app -u merganser -d /srv/merganser/one -c /srv/merganser/code -p 8101 -e MEDIA_ROOT=/srv/merganser/one/media -e SEND_FILES=1
  app -u merganser -d /srv/merganser/two -c /srv/merganser/code -p 8102 -e MEDIA_ROOT=/srv/merganser/two/media -e SEND_FILES=1
  vhost merganser <<'CONF'
upstream boards { server 127.0.0.1:8101; server 127.0.0.1:8102; }
server {
    listen 80;
    server_name merganser.example;
    client_max_body_size 16m;
    location / { proxy_pass http://boards; proxy_set_header Host $host; }
}
CONF
  start_nginx
}
symptom() { local n bad=0; for n in 1 2 3 4 5 6 7 8; do [ "$(status http://merganser.example/media/harbour.gif)" = 200 ] || bad=1; done; [ $bad = 1 ]; }
cure() { cp /srv/merganser/one/media/harbour.gif /srv/merganser/two/media/; }
