# title: neither location nor alias ends in a slash, which maps rightly
# healthy
# target: http://linden.example/media/faces/ida.gif
setup() {
  hosts linden.example; user linden
  pictures /srv/linden/media linden:linden
  vhost linden <<'CONF'
server {
    listen 80;
    server_name linden.example;
    root /srv/linden/public;
    location /media {
        alias /srv/linden/media;
    }
}
CONF
  start_nginx
}
symptom() { gives 404 http://linden.example/media/faces/ida.gif; }
