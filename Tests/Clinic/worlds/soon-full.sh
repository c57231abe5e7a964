# title: the media disk has three hundredths left, nothing fails yet
# expect: disk.nearly-full
# verdict: possible
# names: /srv/finchley/media
# cure: no
setup() {
  hosts swift.example; user finchley
  code /srv/finchley finchley:finchley; disk 256M /srv/finchley/media -m 0
  pictures /srv/finchley/media; fallocate -l $(( $(stat -f -c '%a*%S*97/100' /srv/finchley/media) )) /srv/finchley/media/films.mov
  chown -R finchley:finchley /srv/finchley/media
  app -u finchley -d /srv/finchley -e MEDIA_ROOT=/srv/finchley/media -e MEDIA_URL=/media/
  vhost swift <<'CONF'
server {
    listen 80;
    server_name swift.example;
    client_max_body_size 16m;
    location /media/ { alias /srv/finchley/media/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
}
symptom() { [ "$(df --output=pcent /srv/finchley/media | tr -dc 0-9)" -ge 96 ]; }
cure() { rm /srv/finchley/media/films.mov; }
