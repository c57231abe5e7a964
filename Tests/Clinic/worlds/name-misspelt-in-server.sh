# title: the name of the site is misspelt, and the catch-all answers for it
# expect: nginx.wrong-server-block
# verdict: confirmed
# names: ferry.example
# target: http://ferry.example/media/faces/olav.gif
setup() {
  hosts ferry.example; user ferry; welcome
  pictures /srv/ferry/media ferry:ferry
  vhost ferry <<'CONF'
server {
    listen 80;
    server_name fery.example www.fery.example;
    root /srv/ferry/public;
    location /media/ { alias /srv/ferry/media/; }
}
CONF
  start_nginx
}
symptom() { gives 404 http://ferry.example/media/faces/olav.gif; }
cure() { sed -i 's#fery\.#ferry.#g' /etc/nginx/sites-available/ferry; nginx -s reload; }
