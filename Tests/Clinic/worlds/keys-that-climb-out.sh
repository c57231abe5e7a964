# title: an import stored keys that climb out of the media directory
# target: --references /root/import.txt
# expect: paths.unsafe-in-records
# verdict: confirmed
# names: ../
# cure: no
setup() {
  hosts fulmar.example; user fulmar; code /srv/fulmar fulmar:fulmar; pictures /srv/fulmar/media fulmar:fulmar
  printf '%s\n' 2026/09/pier.gif 2026/09/heron.gif faces/ida.gif faces/olav.gif ../../fulmar/media/2026/10/lock.gif 'papers/../../media/papers/minutes.pdf' papers/minutes.pdf > /root/import.txt
  app -u fulmar -d /srv/fulmar -e MEDIA_ROOT=/srv/fulmar/media -e MEDIA_URL=/media/
  vhost fulmar <<'CONF'
server {
    listen 80;
    server_name fulmar.example;
    client_max_body_size 16m;
    location /media/ { alias /srv/fulmar/media/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
}
symptom() { gives 400 --path-as-is http://fulmar.example/media/../../fulmar/media/2026/10/lock.gif; }
