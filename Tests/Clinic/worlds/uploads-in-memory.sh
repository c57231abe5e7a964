# title: the upload directory is a tmpfs, and the reboot emptied it
# expect: volumes.memory-backed
# names: /srv/kiosk/media
# cure: no
setup() {
  hosts kiosk.example; user kiosk
  code /srv/kiosk kiosk:kiosk; mkdir -p /srv/kiosk/media
  mount -t tmpfs -o size=64m,mode=755 tmpfs /srv/kiosk/media; chown kiosk:kiosk /srv/kiosk/media
  echo 'tmpfs /srv/kiosk/media tmpfs size=64m,mode=755,uid=kiosk,gid=kiosk 0 0' >> /etc/fstab
  app -u kiosk -d /srv/kiosk -e MEDIA_ROOT=/srv/kiosk/media -e MEDIA_URL=/media/
  vhost kiosk <<'CONF'
server {
    listen 80;
    server_name kiosk.example;
    client_max_body_size 16m;
    location /media/ { alias /srv/kiosk/media/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
  send http://kiosk.example/upload 600 after-reboot.gif
}
symptom() { [ "$(status http://kiosk.example/media/after-reboot.gif)" = 200 ] || return 2; gives 404 http://kiosk.example/media/before-reboot.gif; }
