# title: two instances of the board, each with uploads of its own
# expect: app.multi-instance-local-media|http.inconsistent-instances
# verdict: likely
# names: /srv/weir-2/media
# target: http://weir.example/media/faces/ida.gif
setup() {
  hosts weir.example; user weir; local n
  for n in 1 2; do
    code /srv/weir-$n weir; pictures /srv/weir-$n/media weir:weir
    printf 'MEDIA_ROOT=%s\nMEDIA_URL=/media/\nSEND_FILES=1\n' /srv/weir-$n/media > /srv/weir-$n/.env
    app -u weir -d /srv/weir-$n -p 810$n -f /srv/weir-$n/.env
  done
  rm /srv/weir-2/media/faces/ida.gif
  vhost weir <<'CONF'
upstream weir { server 127.0.0.1:8101; server 127.0.0.1:8102; }
server {
    listen 80;
    server_name weir.example;
    client_max_body_size 20m;
    location / { proxy_pass http://weir; proxy_set_header Host $host; }
}
CONF
  start_nginx
}
symptom() { local n; for n in 1 2 3 4 5 6 7 8; do [ "$(status http://weir.example/media/faces/ida.gif)" = 200 ] || return 0; done; return 1; }
cure() { cp -p /srv/weir-1/media/faces/ida.gif /srv/weir-2/media/faces/; }
