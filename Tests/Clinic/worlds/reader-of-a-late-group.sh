# title: the media tree is for a group that the running workers do not have
# expect: access.parent-not-traversable | access.file-not-readable
# target: http://stint.example/media/faces/ida.gif
setup() {
  hosts stint.example; user stint
  pictures /srv/stint/media stint:stint; chmod -R o= /srv/stint/media
  vhost stint <<'CONF'
server {
    listen 80;
    server_name stint.example;
    location /media/ { alias /srv/stint/media/; }
}
CONF
  start_nginx; join www-data stint
}
symptom() { gives 403 http://stint.example/media/faces/ida.gif; }
cure() { nginx -s reload; sleep 0.5; }
