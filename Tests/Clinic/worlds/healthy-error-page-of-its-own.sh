# title: a page for what is not there, in an internal location beside the files it is shown for
# healthy
setup() {
  hosts harp.example; bundle /srv/harp/dist/assets
  file /srv/harp/dist/index.html <<< '<!doctype html><link rel=stylesheet href=/assets/css/main.css>'
  file /srv/harp/dist/404.html <<< '<!doctype html><h1>Gone</h1>'
  file /srv/harp/dist/admin/notes.txt <<< 'for the staff'
  vhost harp <<'CONF'
server {
    listen 80;
    server_name harp.example;
    root /srv/harp/dist;
    error_page 404 /404.html;
    location = /404.html { internal; }
    location /admin/ { allow 192.0.2.0/24; deny all; }
    location /assets/ { try_files $uri =404; }
    location / { try_files $uri /index.html; }
}
CONF
  start_nginx
  for path in wp-login.php assets/none.js .env admin/notes.txt; do status http://harp.example/$path; done
}
symptom() { gives 404 http://harp.example/assets/css/main.css; }
