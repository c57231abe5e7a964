# title: the upload form posts to a place that only holds files
# expect: nginx.method-not-allowed
# names: /upload
# target: --upload-url http://kiln.example/upload
# cure: no
setup() {
  hosts kiln.example; user kiln
  code /srv/kiln kiln:kiln; pictures /srv/kiln/public/works kiln:kiln
  file /srv/kiln/public/upload <<< '<!doctype html><form action=/upload method=post enctype=multipart/form-data><input type=file name=f></form>'
  app -u kiln -d /srv/kiln -e UPLOAD_FOLDER=/srv/kiln/public/works -e MEDIA_URL=/works/
  vhost kiln <<'CONF'
server {
    listen 80;
    server_name kiln.example;
    root /srv/kiln/public;
    client_max_body_size 16m;
    location /api/ { proxy_pass http://127.0.0.1:8000/; }
    location = /upload { default_type text/html; }
}
CONF
  start_nginx
}
symptom() { refuses 405 http://kiln.example/upload; }
cure() { sed -i 's#location = /upload .*#location = /upload { proxy_pass http://127.0.0.1:8000; }#' /etc/nginx/sites-available/kiln; nginx -s reload; }
