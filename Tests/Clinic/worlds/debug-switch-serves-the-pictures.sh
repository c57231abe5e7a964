# title: the application serves uploads itself, because it runs with its debug switch on
# target: http://murre.example/media/faces/ida.gif
# cure: no
# expect: app.serves-files
# verdict: likely
# names: DEBUG
setup() {
  user murre; hosts murre.example; code /srv/murre murre; pictures /srv/murre/media murre
  printf '%s\n' DJANGO_DEBUG=True MEDIA_ROOT=/srv/murre/media MEDIA_URL=/media/ SEND_FILES=1 > /srv/murre/.env; chown murre /srv/murre/.env
  app -u murre -d /srv/murre -f /srv/murre/.env
  vhost murre <<'CONF'
server {
    listen 80;
    server_name murre.example;
    client_max_body_size 16m;
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
}
symptom() { ! curl -sfI http://murre.example/media/faces/ida.gif | grep -qi '^accept-ranges'; }
