# title: the same pattern stands twice, and the first one looks in an old directory
# expect: nginx.block-masked | nginx.wrong-directory
# verdict: confirmed
# names: loft
# target: http://loft.example/faces/ida.gif
setup() {
  hosts loft.example; user loft
  pictures /srv/loft/media loft:loft; mkdir -p /srv/loft-2019
  vhost loft <<'CONF'
server {
    listen 80;
    server_name loft.example;
    root /var/www/html;
    location ~* \.(gif|jpg|png)$ {
        root /srv/loft-2019;
        expires 30d;
    }
    location ~ \.pdf$ { root /srv/loft/media; }
    location ~* \.(gif|jpg|png)$ {
        root /srv/loft/media;
        expires 30d;
    }
}
CONF
  start_nginx
}
symptom() { gives 404 http://loft.example/faces/ida.gif; }
cure() { sed -i 's#/srv/loft-2019#/srv/loft/media#' /etc/nginx/sites-available/loft; nginx -s reload; }
