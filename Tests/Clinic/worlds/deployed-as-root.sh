# title: the project was cloned into root's own home
# expect: access.parent-not-traversable
# verdict: confirmed
# names: /root
setup() {
  hosts intranet.example
  bundle /root/intranet/static
  vhost intranet <<'CONF'
server {
    listen 80;
    server_name intranet.example;
    location /static/ { alias /root/intranet/static/; }
    location / { return 204; }
}
CONF
  start_nginx
}
symptom() { gives 403 http://intranet.example/static/css/main.css; }
cure() { chmod o+x /root; }
