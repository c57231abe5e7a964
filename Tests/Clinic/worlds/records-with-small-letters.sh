# title: records from a machine where case makes no difference name two pictures in small letters
# expect: files.name-mismatch
# verdict: confirmed
# names: Pier.GIF
# target: --references /root/keys.txt
# not: files.missing paths.absolute-in-records
setup() {
  hosts mole.example; user mole
  code /srv/mole mole:mole; pictures /srv/mole/media mole:mole
  cd /srv/mole/media; mv 2026/09/pier.gif 2026/09/Pier.GIF; mv faces/olav.gif Faces-olav.tmp; mkdir Portraits; mv Faces-olav.tmp Portraits/Olav.gif; chown -R mole:mole .
  printf '%s\n' 2026/09/pier.gif 2026/09/heron.gif 2026/10/lock.gif faces/ida.gif portraits/olav.gif papers/minutes.pdf > /root/keys.txt
  app -u mole -d /srv/mole -e MEDIA_ROOT=/srv/mole/media -e MEDIA_URL=/media/
  vhost mole <<'CONF'
server {
    listen 80;
    server_name mole.example;
    client_max_body_size 16m;
    location /media/ { alias /srv/mole/media/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
}
symptom() { gives 404 http://mole.example/media/2026/09/pier.gif; }
cure() { cd /srv/mole/media; mv 2026/09/Pier.GIF 2026/09/pier.gif; mkdir portraits; mv Portraits/Olav.gif portraits/olav.gif; }
