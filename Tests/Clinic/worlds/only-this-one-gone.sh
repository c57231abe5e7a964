# title: one picture is gone, its neighbours are there
# expect: files.missing
# verdict: confirmed
# names: /srv/angler/media/2026/10/pike.gif
# cure: no
# target: http://angler.example/media/2026/10/pike.gif
setup() {
  hosts angler.example; user angler
  pictures /srv/angler/media angler:angler; gif /srv/angler/media/2026/10/perch.gif /srv/angler/media/2026/10/zander.gif
  vhost angler <<'CONF'
server {
    listen 80;
    server_name angler.example;
    location /media/ { alias /srv/angler/media/; }
}
CONF
  start_nginx
}
symptom() { gives 404 http://angler.example/media/2026/10/pike.gif; }
cure() { gif /srv/angler/media/2026/10/pike.gif; }
