# title: a slash behind the upstream's address takes the prefix away that the file service wants
# expect: nginx.proxy-pass-path
# names: /blobs/
# target: http://mirror.example/blobs/faces/ida.gif
setup() {
  hosts mirror.example; user mirror
  pictures /srv/mirror/blobs mirror:mirror
  ( cd /srv/mirror && exec setsid setpriv --reuid mirror --regid mirror --init-groups /usr/bin/python3 -m http.server --bind 127.0.0.1 9400 </dev/null >/dev/null 2>&1 ) &
  listening 9400
  vhost mirror <<'CONF'
server {
    listen 80;
    server_name mirror.example;
    location /blobs/ {
        proxy_pass http://127.0.0.1:9400/;
        proxy_set_header Host $host;
    }
}
CONF
  start_nginx
}
symptom() { gives 404 http://mirror.example/blobs/faces/ida.gif; }
cure() { sed -i 's#:9400/;#:9400;#' /etc/nginx/sites-available/mirror; nginx -s reload; }
