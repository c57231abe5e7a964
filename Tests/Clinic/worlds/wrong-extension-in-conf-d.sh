# title: the site lies in conf.d under a name that is not included
# expect: nginx.site-not-enabled
# verdict: confirmed
# names: /etc/nginx/conf.d/regatta.vhost
# target: http://regatta.example/photos/faces/ida.gif
setup() {
  hosts regatta.example; user regatta; welcome
  pictures /srv/regatta/photos regatta:regatta
  file /etc/nginx/conf.d/regatta.vhost <<'CONF'
server {
    listen 80;
    server_name regatta.example;
    location /photos/ { alias /srv/regatta/photos/; }
}
CONF
  start_nginx
}
symptom() { gives 404 http://regatta.example/photos/faces/ida.gif; }
cure() { mv /etc/nginx/conf.d/regatta.vhost /etc/nginx/conf.d/regatta.conf; nginx -s reload; }
