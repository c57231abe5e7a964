# title: one upload is under way, another was given up
# healthy
setup() {
  hosts wharf.example; user wharf
  code /srv/wharf wharf:wharf; pictures /srv/wharf/media wharf:wharf
  : > /srv/wharf/media/2026/10/film.mp4.part; echo half > /srv/wharf/media/2026/10/song.mp3.crdownload
  chmod 600 /srv/wharf/media/2026/10/film.mp4.part /srv/wharf/media/2026/10/song.mp3.crdownload
  chown -R wharf: /srv/wharf/media
  app -u wharf -d /srv/wharf -e MEDIA_ROOT=/srv/wharf/media -e MEDIA_URL=/media/
  vhost wharf <<'CONF'
server {
    listen 80;
    server_name wharf.example;
    location /media/ { alias /srv/wharf/media/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
}
symptom() { gives 404 http://wharf.example/media/2026/10/lock.gif; }
