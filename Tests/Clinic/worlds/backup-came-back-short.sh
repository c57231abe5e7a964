# title: after a restore some recorded files are cut off, and one is not there
# expect: files.empty-or-truncated | files.missing
# also: files.empty-or-truncated
# also: files.missing
# verdict: confirmed
# names: films/
# target: --references /root/keys.jsonl
# not: paths.absolute-in-records files.name-mismatch
# cure: no
setup() {
  hosts reed.example; user reed
  code /srv/reed reed:reed; pictures /srv/reed/media reed:reed
  bytes /srv/reed/media/films/otter.bin 4096; bytes /srv/reed/media/films/vole.bin 9000; chown -R reed:reed /srv/reed/media
  app -u reed -d /srv/reed -e MEDIA_ROOT=/srv/reed/media -e MEDIA_URL=/media/
  vhost reed <<'CONF'
server {
    listen 80;
    server_name reed.example;
    client_max_body_size 16m;
    location /media/ { alias /srv/reed/media/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  { printf '{"key": "%s", "size": %s}\n' films/otter.bin 12000 films/vole.bin 9000 films/stoat.bin 800; printf '%s\n' 2026/09/pier.gif faces/ida.gif; } > /root/keys.jsonl
  start_nginx
}
symptom() { [ "$(stat -c %s /srv/reed/media/films/otter.bin)" = 4096 ]; }
