# title: uploads were stored while the disk was missing; since it is mounted over them nobody sees them
# expect: volumes.mount-hides-files
# verdict: confirmed
# names: /srv/kayak/media
# target: http://kayak.example/media/2026/10/lock.gif
setup() {
  hosts kayak.example; user kayak
  gif /srv/kayak/media/2026/10/lock.gif /srv/kayak/media/2026/10/weir.gif; chown -R kayak:kayak /srv/kayak/media
  disk 16M /srv/kayak/media; gif /srv/kayak/media/2026/09/pier.gif /srv/kayak/media/faces/ida.gif
  chown -R kayak:kayak /srv/kayak/media
  vhost kayak <<'CONF'
server {
    listen 80;
    server_name kayak.example;
    location /media/ { alias /srv/kayak/media/; }
}
CONF
  start_nginx
}
symptom() { gives 404 http://kayak.example/media/2026/10/lock.gif; }
cure() { local d; d=$(mktemp -d); mount --bind / "$d"; cp -an "$d/srv/kayak/media/." /srv/kayak/media/; umount "$d"; }
