# title: since the move to another storage library the stored keys begin with a folder that the root already is
# target: --references /root/documents.txt
# expect: paths.other-base-in-records
# verdict: confirmed
# names: archive/
# not: files.missing
# cure: no
setup() {
  hosts petrel.example; user petrel; code /srv/petrel petrel:petrel; pictures /srv/petrel/data/archive petrel:petrel
  printf '%s\n' 2026/09/pier.gif archive/2026/09/heron.gif archive/2026/10/lock.gif archive/faces/ida.gif faces/olav.gif archive/papers/minutes.pdf > /root/documents.txt
  app -u petrel -d /srv/petrel -e MEDIA_ROOT=/srv/petrel/data/archive -e MEDIA_URL=/archive/
  vhost petrel <<'CONF'
server {
    listen 80;
    server_name petrel.example;
    client_max_body_size 16m;
    location /archive/ { alias /srv/petrel/data/archive/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
}
symptom() { gives 404 http://petrel.example/archive/archive/faces/ida.gif; }
