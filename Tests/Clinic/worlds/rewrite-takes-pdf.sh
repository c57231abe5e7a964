# title: an old rewrite sends every PDF to a viewer that is gone
# expect: nginx.rewrite-intercepts
# names: viewer
# target: http://archive.example/papers/minutes.pdf
setup() {
  hosts archive.example; user archive
  pictures /srv/archive archive:archive
  vhost archive <<'CONF'
server {
    listen 80;
    server_name archive.example;
    root /srv/archive;
    rewrite ^/(.+)\.pdf$ /viewer/$1.html last;
    location / { expires 1h; }
}
CONF
  start_nginx
}
symptom() { gives 404 http://archive.example/papers/minutes.pdf; }
cure() { sed -i '/rewrite/d' /etc/nginx/sites-available/archive; nginx -s reload; }
