# title: the application is root in a container without capabilities, and the volume belongs to another id
# expect: access.capability-missing | access.writer-cannot-write | access.uid-mismatch
# names: /data
# not: disk.full volumes.read-only
setup() {
  hosts app; v=$(volume reed_data); pictures "$v" 1000:1000; chown 1000:1000 "$v"
  file "$(image reed-web)/etc/nginx/conf.d/default.conf" <<'CONF'
server {
    listen 80;
    client_max_body_size 16m;
    location /media/ { alias /data/; }
    location / { proxy_pass http://app:8000; include proxy_params; }
}
CONF
  app_box app reed-app -n -e MEDIA_ROOT=/data -e MEDIA_URL=/media/ -v reed_data:/data
  web_box web reed-web -v reed_data:/data:ro
}
symptom() { refuses 500 http://localhost/upload; }
cure() { chown 0:0 "$(volume reed_data)"; }
