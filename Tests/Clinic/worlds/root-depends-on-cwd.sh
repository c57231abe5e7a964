# title: the upload folder is relative, and the service starts in another directory than before
# expect: paths.relative-root
# names: ./uploads
# cure: no
setup() {
  hosts otter.example; user otter
  code /srv/otter/src otter:otter; pictures /srv/otter/uploads otter:otter; install -d -o otter -g otter /srv/otter/src/uploads
  file /srv/otter/.env 640 otter:otter <<'ENV'
UPLOAD_FOLDER=./uploads
MEDIA_URL=/uploads/
ENV
  app -u otter -d /srv/otter/src -f /srv/otter/.env
  vhost otter <<'CONF'
server {
    listen 80;
    server_name otter.example;
    client_max_body_size 16m;
    location /uploads/ { alias /srv/otter/uploads/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
  send http://otter.example/upload 800 river.gif
}
symptom() { gives 404 http://otter.example/uploads/river.gif; }
cure() { sed -i 's#/srv/otter/uploads/#/srv/otter/src/uploads/#' /etc/nginx/sites-available/otter; nginx -s reload; }
