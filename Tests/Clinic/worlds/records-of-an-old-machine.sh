# title: some records hold the path that the file had on the machine before the move
# expect: paths.absolute-in-records
# verdict: confirmed
# names: /home/tern/site/media/
# target: --references /root/keys.jsonl
# not: files.missing
# cure: no
setup() {
  hosts tern.example; user tern
  code /srv/tern tern:tern; pictures /srv/tern/media tern:tern
  printf '{"key": "%s", "size": %s}\n' 2026/09/pier.gif 43 /home/tern/site/media/2026/09/heron.gif 43 2026/10/lock.gif 43 /home/tern/site/media/faces/ida.gif 43 faces/olav.gif 43 > /root/keys.jsonl
  app -u tern -d /srv/tern -e MEDIA_ROOT=/srv/tern/media -e MEDIA_URL=/media/
  vhost tern <<'CONF'
server {
    listen 80;
    server_name tern.example;
    client_max_body_size 16m;
    location /media/ { alias /srv/tern/media/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
}
symptom() { gives 404 http://tern.example/media/home/tern/site/media/2026/09/heron.gif; }
