# title: root already ends in the directory that the URL begins with, so it is looked up twice
# expect: nginx.root-instead-of-alias
# verdict: confirmed
# names: /srv/darkroom/photos/photos/faces/ida.gif | /srv/darkroom/photos
# target: http://darkroom.example/photos/faces/ida.gif
setup() {
  hosts darkroom.example; user darkroom
  pictures /srv/darkroom/photos darkroom:darkroom
  file /srv/darkroom/web/index.html <<< '<!doctype html><title>Darkroom</title><img src=/photos/faces/ida.gif alt=Ida>'
  vhost darkroom.example <<'CONF'
map $sent_http_content_type $lifetime {
    default   off;
    ~image/   30d;
}
server {
    listen 80;
    server_name darkroom.example www.darkroom.example;
    root /srv/darkroom/web;
    expires $lifetime;

    location /photos/ {
        root /srv/darkroom/photos;
    }
}
CONF
  start_nginx
}
symptom() { gives 404 http://darkroom.example/photos/faces/ida.gif; }
cure() { sed -i 's#root /srv/darkroom/photos;#root /srv/darkroom;#' /etc/nginx/sites-available/darkroom.example; nginx -s reload; }
