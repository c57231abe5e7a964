# title: the uploads are closed to the web server, and the assets are mapped to the wrong place
# expect: access.parent-not-traversable | nginx.alias-missing-slash
# also: access.parent-not-traversable
# also: nginx.alias-missing-slash
# cure: no
setup() {
  hosts thistle.example; user thistle
  pictures /srv/thistle/private/media thistle:thistle; chmod 700 /srv/thistle/private; chown thistle:thistle /srv/thistle/private
  bundle /srv/thistle/public thistle:thistle
  vhost thistle <<'CONF'
server {
    listen 80;
    server_name thistle.example;
    location /media/ { alias /srv/thistle/private/media/; }
    location /static/ { alias /srv/thistle/public; }
    location / { return 204; }
}
CONF
  start_nginx
}
symptom() { [ "$(status http://thistle.example/media/faces/ida.gif)" = 403 ] || return 1; gives 404 http://thistle.example/static/css/main.css; }
cure() { chmod o+x /srv/thistle/private; sed -i 's#public;#public/;#' /etc/nginx/sites-available/thistle; nginx -s reload; }
