# title: everything goes to the application, which does not send style sheets in production
# expect: nginx.proxied-to-app | app.static-not-served
# names: /srv/recipes/collected
# target: http://recipes.example/static/css/main.css
setup() {
  hosts recipes.example; user recipes
  code /srv/recipes recipes:recipes; bundle /srv/recipes/collected recipes:recipes
  file /srv/recipes/.env 640 recipes:recipes <<'ENV'
DEBUG=false
STATIC_URL=/static/
STATIC_ROOT=/srv/recipes/collected
ENV
  app -u recipes -d /srv/recipes -f /srv/recipes/.env
  vhost recipes <<'CONF'
server {
    listen 80;
    server_name recipes.example;
    location / {
        proxy_pass http://127.0.0.1:8000;
        include proxy_params;
    }
}
CONF
  start_nginx
}
symptom() { gives 404 http://recipes.example/static/css/main.css; }
cure() { sed -i 's#location / {#location /static/ { alias /srv/recipes/collected/; }\n    location / {#' /etc/nginx/sites-available/recipes; nginx -s reload; }
