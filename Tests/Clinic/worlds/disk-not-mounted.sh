# title: the media disk stands in fstab and is not mounted since the last boot
# expect: volumes.not-mounted
# verdict: confirmed
# names: /srv/vinyl/media
# target: http://vinyl.example/media/faces/ida.gif
setup() {
  hosts vinyl.example; user vinyl
  disk 16M /srv/vinyl/media; pictures /srv/vinyl/media vinyl:vinyl
  local loop; loop=$(findmnt -n -o SOURCE /srv/vinyl/media)
  sync -f /srv/vinyl/media; mkdir -p /var/lib/images; dd if="$loop" of=/var/lib/images/vinyl.img bs=1M conv=sparse status=none
  umount /srv/vinyl/media; chown vinyl:vinyl /srv/vinyl/media
  echo '/var/lib/images/vinyl.img /srv/vinyl/media ext4 loop,nofail 0 2' >> /etc/fstab
  vhost vinyl <<'CONF'
server {
    listen 80;
    server_name vinyl.example;
    location /media/ { alias /srv/vinyl/media/; }
}
CONF
  start_nginx
}
symptom() { gives 404 http://vinyl.example/media/faces/ida.gif; }
cure() { mount /srv/vinyl/media; }
