# title: an enabled mount unit has not mounted the disk of the uploads
# expect: volumes.not-mounted
# names: mount
# cure: no
# target: http://brent.example/media/faces/ida.gif
setup() {
  hosts brent.example; user brent
  mkdir -p /srv/brent/media
  file /etc/systemd/system/srv-brent-media.mount <<'UNIT'
[Mount]
What=/dev/disk/by-label/brent
Where=/srv/brent/media
Type=ext4
[Install]
WantedBy=multi-user.target
UNIT
  mkdir -p /etc/systemd/system/multi-user.target.wants
  ln -s ../srv-brent-media.mount /etc/systemd/system/multi-user.target.wants/
  vhost brent <<'CONF'
server {
    listen 80;
    server_name brent.example;
    location /media/ { alias /srv/brent/media/; }
}
CONF
  start_nginx
}
symptom() { gives 404 http://brent.example/media/faces/ida.gif; }
cure() { pictures /srv/brent/media; }
