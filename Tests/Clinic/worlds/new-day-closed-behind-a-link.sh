# title: uploads are reached by a link; umask 027 closes each day's directory though its files could be read
# expect: access.upload-mode-private
# verdict: confirmed
# names: /mnt/dunlin/media/2026/11/21
setup() {
  hosts dunlin.example; user dunlin
  code /srv/dunlin dunlin:dunlin; pictures /mnt/dunlin/media dunlin:dunlin; ln -s /mnt/dunlin/media /srv/dunlin/media
  find /mnt/dunlin/media -exec touch -h -d '-40 days' {} +
  app -u dunlin -d /srv/dunlin -e MEDIA_ROOT=/srv/dunlin/media -e MEDIA_URL=/media/ -e FILE_UPLOAD_PERMISSIONS=0o644 -m 027
  vhost dunlin <<'CONF'
server {
    listen 80;
    server_name dunlin.example;
    client_max_body_size 16m;
    location /media/ { alias /srv/dunlin/media/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
  mkdir -p /mnt/dunlin/media/2026/11; gif /mnt/dunlin/media/2026/11/20/a.gif
  ( umask 027; mkdir /mnt/dunlin/media/2026/11/21 ); gif /mnt/dunlin/media/2026/11/21/b.gif /mnt/dunlin/media/2026/11/21/c.gif
  chown -R dunlin:dunlin /mnt/dunlin/media
}
symptom() { gives 403 http://dunlin.example/media/2026/11/21/c.gif; }
cure() { chmod o+x /mnt/dunlin/media/2026/11/21; }
