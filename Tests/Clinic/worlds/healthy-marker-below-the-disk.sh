# title: below the media disk lie the marker that keeps the directory in the repository and the originals of a move
# healthy
# target: http://dinghy.example/media/2026/09/pier.gif
setup() {
  hosts dinghy.example; user dinghy
  mkdir -p /srv/dinghy/media; touch /srv/dinghy/media/.gitkeep; pictures /srv/dinghy/media dinghy:dinghy
  echo 'the disk is not mounted' > /srv/dinghy/media/NOT-MOUNTED
  disk 16M /srv/dinghy/media; pictures /srv/dinghy/media dinghy:dinghy
  vhost dinghy <<'CONF'
server {
    listen 80;
    server_name dinghy.example;
    location /media/ { alias /srv/dinghy/media/; }
}
CONF
  start_nginx
}
symptom() { gives 404 http://dinghy.example/media/2026/09/pier.gif; }
