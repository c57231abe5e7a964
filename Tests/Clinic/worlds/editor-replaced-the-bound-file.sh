# title: the site's file is bound into the container one by one, and the editor saved a new one beside it
# expect: volumes.stale-file-bind | nginx.config-not-reloaded
# names: /opt/sedge/site.conf | /etc/nginx/conf.d/default.conf
# cure: no
setup() {
  v=$(volume sedge_media); pictures "$v"
  file /opt/sedge/site.conf <<'CONF'
server {
    listen 80;
    root /var/www/html;
}
CONF
  web_box web sedge-web -v /opt/sedge/site.conf:/etc/nginx/conf.d/default.conf:ro -v sedge_media:/media:ro
  file /opt/sedge/site.conf.new <<'CONF'
server {
    listen 80;
    root /var/www/html;
    location /media/ { alias /media/; }
}
CONF
  mv /opt/sedge/site.conf.new /opt/sedge/site.conf
  within web nginx -s reload
}
symptom() { gives 404 http://localhost/media/faces/ida.gif; }
