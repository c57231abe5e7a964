# title: the site listens at the loopback address, its name leads to the machine's own
# target: http://plover.example/css/main.css
# expect: http.connection-refused
# verdict: confirmed
# names: 192.0.2.41
# cure: no
setup() {
  ip address add 192.0.2.41/32 dev lo; echo '192.0.2.41 plover.example' >> /etc/hosts
  bundle /srv/plover/htdocs www-data
  vhost plover <<'CONF'
server {
    listen 127.0.0.1:80;
    server_name plover.example;
    root /srv/plover/htdocs;
}
CONF
  start_nginx
}
symptom() { gives 000 http://plover.example/css/main.css; }
cure() { sed -i 's/listen 127.0.0.1:80/listen 80/' /etc/nginx/sites-available/plover; nginx -s stop; sleep 1; nginx; listening 80 192.0.2.41; }
