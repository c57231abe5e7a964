# title: a lost slash glues the directory and the file name together
# expect: nginx.alias-missing-slash
# verdict: confirmed
# names: /srv/harbor/public/uploads
# target: http://harbor.example/uploads/2026/09/pier.gif
setup() {
  hosts harbor.example; user harbor
  pictures /srv/harbor/public/uploads harbor:harbor; bundle /srv/harbor/public/packs harbor:harbor
  vhost harbor <<'CONF'
server {
    listen 80;
    server_name harbor.example;
    root /srv/harbor/public;

    location /packs/ { expires max; }

    location /uploads/ {
        alias /srv/harbor/public/uploads;
        access_log off;
    }
}
CONF
  start_nginx
}
symptom() { gives 404 http://harbor.example/uploads/2026/09/pier.gif; }
cure() { sed -i 's#public/uploads;#public/uploads/;#' /etc/nginx/sites-available/harbor; nginx -s reload; }
