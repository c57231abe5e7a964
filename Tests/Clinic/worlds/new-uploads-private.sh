# title: since the last restart every new upload is private
# expect: access.upload-mode-private
# names: /srv/meadow/media
# after: access.upload-mode-private
setup() {
  hosts meadow.example; user meadow
  code /srv/meadow meadow:meadow; pictures /srv/meadow/media meadow:meadow
  find /srv/meadow/media -exec touch -d '-40 days' {} +
  file /srv/meadow/.env 640 meadow:meadow <<'ENV'
MEDIA_ROOT=/srv/meadow/media
MEDIA_URL=/media/
ENV
  app -u meadow -d /srv/meadow -f /srv/meadow/.env -m 077
  vhost meadow <<'CONF'
server {
    listen 80;
    server_name meadow.example;
    client_max_body_size 16m;
    location /media/ { alias /srv/meadow/media/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
  for n in lamb ewe ram; do send http://meadow.example/upload 700 $n.gif; done
}
symptom() { gives 403 http://meadow.example/media/ewe.gif; }
cure() { chmod o+r /srv/meadow/media/*.gif; }
