# title: two instances with one directory for uploads
# healthy
# target: http://weir.example/media/faces/ida.gif
setup() {
  hosts weir.example; user weir; local n
  for n in 1 2; do
    code /srv/weir-$n weir; pictures /srv/weir-$n/media weir:weir
    printf 'MEDIA_ROOT=%s\nMEDIA_URL=/media/\nSEND_FILES=1\n' /srv/weir-1/media > /srv/weir-$n/.env
    app -u weir -d /srv/weir-$n -p 810$n -f /srv/weir-$n/.env
  done
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
