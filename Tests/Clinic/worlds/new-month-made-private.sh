# title: the service's umask closes the directory of each new month, older ones are open
# expect: access.upload-mode-private
# verdict: confirmed
# names: /srv/curtis/media/2026/11
# names: 0077
setup() {
  hosts curtis.example; user curtis
  code /srv/curtis curtis:curtis; pictures /srv/curtis/media curtis:curtis
  find /srv/curtis/media -exec touch -d '-40 days' {} +
  app -u curtis -d /srv/curtis -e MEDIA_ROOT=/srv/curtis/media -e MEDIA_URL=/media/ -m 077
  vhost curtis <<'CONF'
server {
    listen 80;
    server_name curtis.example;
    client_max_body_size 16m;
    location /media/ { alias /srv/curtis/media/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
  ( umask 077; gif /srv/curtis/media/2026/11/barge.gif /srv/curtis/media/2026/11/quay.gif /srv/curtis/media/2026/12/sluice.gif )
  chown -R curtis:curtis /srv/curtis/media/2026
}
symptom() { gives 403 http://curtis.example/media/2026/11/barge.gif; }
cure() { chmod -R o+rX /srv/curtis/media/2026; }
