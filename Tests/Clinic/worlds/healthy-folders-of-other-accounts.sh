# title: among the uploads are folders in which other accounts keep pictures of their own
# healthy
setup() {
  hosts attic.example; user attic; user alma; user bert
  code /srv/attic attic:attic; pictures /srv/attic/media attic:attic
  for one in alma bert; do gif /srv/attic/media/people/$one/me.gif; chown -R $one: /srv/attic/media/people/$one; chmod 711 /srv/attic/media/people/$one; done
  app -u attic -d /srv/attic -e MEDIA_ROOT=/srv/attic/media -e MEDIA_URL=/media/
  vhost attic <<'CONF'
server {
    listen 80;
    server_name attic.example;
    client_max_body_size 16m;
    location /media/ { alias /srv/attic/media/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
}
symptom() { gives 404 http://attic.example/media/people/alma/me.gif; }
