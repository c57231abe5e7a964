# title: the build writes to another folder than nginx still reads
# expect: nginx.wrong-directory
# names: /opt/ledger/client/dist
# names: /opt/ledger/client/build
setup() {
  hosts ledger.example; user ledger
  code /opt/ledger ledger:ledger
  bundle /opt/ledger/client/dist ledger:ledger
  install -d -o ledger -g ledger /opt/ledger/client/build
  pictures /var/lib/ledger/files ledger:ledger
  file /opt/ledger/.env 640 ledger:ledger <<'ENV'
STATIC_URL=/ui/
STATIC_ROOT=/opt/ledger/client/dist
MEDIA_URL=/files/
MEDIA_ROOT=/var/lib/ledger/files
ENV
  app -u ledger -d /opt/ledger -p 8200 -f /opt/ledger/.env
  vhost ledger <<'CONF'
upstream ledger { server 127.0.0.1:8200; }
server {
    listen 80;
    server_name ledger.example;
    location /ui/ { alias /opt/ledger/client/build/; }
    location /files/ { alias /var/lib/ledger/files/; }
    location / { proxy_pass http://ledger; include proxy_params; }
}
CONF
  start_nginx
}
symptom() { gives 404 http://ledger.example/ui/css/main.css; }
cure() { sed -i 's#client/build/#client/dist/#' /etc/nginx/sites-available/ledger; nginx -s reload; }
