# title: the site listens on 8080 alone, at port 80 the default page answers for its name
# expect: nginx.wrong-server-block
# verdict: confirmed
# names: sites-enabled/gull
# target: http://gull.example/static/css/main.css
setup() {
  hosts gull.example; user gull; welcome
  code /srv/gull gull:gull; bundle /srv/gull/static gull:gull
  app -u gull -d /srv/gull -e STATIC_ROOT=/srv/gull/static -e STATIC_URL=/static/
  vhost gull <<'CONF'
server {
    listen 8080;
    server_name gull.example;
    location /static/ { alias /srv/gull/static/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
}
symptom() { gives 404 http://gull.example/static/css/main.css; }
cure() { sed -i 's/listen 8080/listen 80/' /etc/nginx/sites-available/gull; nginx -s reload; }
