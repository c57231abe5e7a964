# title: try_files repeats the prefix that alias has already replaced
# expect: nginx.try-files-wrong
# names: /srv/choir/scores
# target: http://choir.example/scores/papers/minutes.pdf
setup() {
  hosts choir.example; user choir
  pictures /srv/choir/scores choir:choir
  vhost choir <<'CONF'
server {
    listen 80;
    server_name choir.example;
    root /var/www/html;
    location /scores/ {
        alias /srv/choir/scores/;
        try_files /scores$uri =404;
    }
}
CONF
  start_nginx
}
symptom() { gives 404 http://choir.example/scores/papers/minutes.pdf; }
cure() { sed -i 's#try_files /scores$uri#try_files $uri#' /etc/nginx/sites-available/choir; nginx -s reload; }
