# title: nobody may read the configuration, and still sees which directory is closed
# expect: access.parent-not-traversable
# names: /home/ada
# user: nobody
# target: /home/ada/site/faces/ida.gif
# cure: no
setup() {
  hosts ada.example; user ada 700
  pictures /home/ada/site ada:ada
  vhost ada <<'CONF'
server {
    listen 80;
    server_name ada.example;
    root /home/ada/site;
}
CONF
  chmod 700 /etc/nginx /etc/nginx/sites-*
  start_nginx
}
symptom() { gives 403 http://ada.example/faces/ida.gif; }
cure() { chmod o+x /home/ada; }
