# title: the application takes eight megabytes, nginx one
# expect: nginx.body-size-limit
# names: client_max_body_size
setup() {
  hosts clips.example; user clips
  code /srv/clips clips:clips; pictures /srv/clips/uploads clips:clips
  file /srv/clips/.env 640 clips:clips <<'ENV'
UPLOAD_FOLDER=/srv/clips/uploads
MEDIA_URL=/uploads/
MAX_CONTENT_LENGTH=8388608
ENV
  app -u clips -d /srv/clips -f /srv/clips/.env
  vhost clips <<'CONF'
server {
    listen 80;
    server_name clips.example;
    location /uploads/ { alias /srv/clips/uploads/; client_max_body_size 32m; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
}
symptom() { refuses 413 http://clips.example/upload 3000000; }
cure() { sed -i 's#server_name.*#&\n    client_max_body_size 8m;#' /etc/nginx/sites-available/clips; nginx -s reload; }
