# title: auth_request asks the application about private files; public ones go without
# healthy
setup() {
  hosts vault.example; user vault
  code /srv/vault vault:vault; pictures /srv/vault/media vault:vault; pictures /srv/vault/private vault:vault
  app -u vault -d /srv/vault -e MEDIA_ROOT=/srv/vault/media -e MEDIA_URL=/media/
  vhost vault <<'CONF'
server {
    listen 80;
    server_name vault.example;
    client_max_body_size 20m;
    location /media/ { alias /srv/vault/media/; }
    location /private/ { auth_request /may-i; alias /srv/vault/private/; }
    location = /may-i { internal; proxy_pass http://127.0.0.1:8090; proxy_pass_request_body off; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
server { listen 127.0.0.1:8090; if ($http_cookie = "") { return 401; } return 204; }
CONF
  start_nginx
}
symptom() { gives 404 http://vault.example/media/faces/ida.gif; }
