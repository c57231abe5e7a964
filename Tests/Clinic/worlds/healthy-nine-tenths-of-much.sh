# title: the media disk is nine tenths full and has gigabytes left
# healthy
setup() {
  hosts pine.example; user pine
  code /srv/pine/app pine:pine; disk 60G /srv/pine/media -m 0
  pictures /srv/pine/media; fallocate -l $(( $(stat -f -c '%b*%S*90/100' /srv/pine/media) )) /srv/pine/media/films.mov
  chown -R pine:pine /srv/pine/media
  app -u pine -d /srv/pine/app -e MEDIA_ROOT=/srv/pine/media -e MEDIA_URL=/media/
  echo "$(findmnt -n -o SOURCE /srv/pine/media) /srv/pine/media ext4 defaults 0 2" >> /etc/fstab
  vhost pine <<'CONF'
server {
    listen 80;
    server_name pine.example;
    client_max_body_size 16m;
    location /media/ { alias /srv/pine/media/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
}
symptom() { [ "$(df --output=pcent /srv/pine/media | tr -dc 0-9)" -ge 89 ] || return 2; refuses 500 http://pine.example/upload; }
