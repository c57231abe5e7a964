# title: two sites beside the distribution's default server, one of them with the same prefix
# healthy
# target: http://ash.example/media/faces/ida.gif
# target: http://elm.example/media/faces/olav.gif
setup() {
  hosts ash.example elm.example; user ash; user elm; welcome
  pictures /srv/ash/media ash:ash; pictures /srv/elm/uploads elm:elm; rm /srv/elm/uploads/faces/ida.gif
  vhost ash <<'CONF'
server {
    listen 80;
    listen [::]:80;
    server_name ash.example *.ash.example;
    location /media/ { alias /srv/ash/media/; }
}
CONF
  vhost elm <<'CONF'
server {
    listen 80;
    listen [::]:80;
    server_name elm.example;
    location /media/ { alias /srv/elm/uploads/; }
}
CONF
  start_nginx
}
symptom() { [ "$(status http://ash.example/media/faces/ida.gif)$(status http://elm.example/media/faces/olav.gif)" != 200200 ]; }
