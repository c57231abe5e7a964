# title: the site's file got another name, its link kept the old one
# expect: nginx.config-invalid | nginx.site-not-enabled
# verdict: confirmed
# names: /etc/nginx/sites-enabled/grove
# target: http://grove.example/media/faces/ida.gif
setup() {
  hosts grove.example; user grove; welcome
  pictures /srv/grove/media grove:grove
  start_nginx
  vhost grove <<'CONF'
server {
    listen 80;
    server_name grove.example;
    location /media/ { alias /srv/grove/media/; }
}
CONF
  mv /etc/nginx/sites-available/grove /etc/nginx/sites-available/customers-grove
}
symptom() { gives 404 http://grove.example/media/faces/ida.gif; }
cure() { ln -sfn ../sites-available/customers-grove /etc/nginx/sites-enabled/grove; nginx -s reload; }
