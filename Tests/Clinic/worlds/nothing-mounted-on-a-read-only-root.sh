# title: the application's container has a read-only root, and nothing is mounted where uploads go
# expect: volumes.read-only
# verdict: confirmed
# names: /app/media
# not: volumes.ephemeral-media
# cure: no
# target: --upload-url
# target: http://localhost/upload
setup() {
  hosts app; code "$(image keel-app)/app"; mkdir -p "$(image keel-app)/app/media"
  file "$(image keel-web)/etc/nginx/conf.d/default.conf" <<'CONF'
server {
    listen 80;
    client_max_body_size 16m;
    location / { proxy_pass http://app:8000; include proxy_params; }
}
CONF
  app_box app keel-app -d /app -e MEDIA_ROOT=/app/media -t /tmp
  nsenter -t "$(box_pid app)" -m mount -o remount,bind,ro /
  web_box web keel-web
}
symptom() { refuses 500 http://localhost/upload; }
cure() { nsenter -t "$(box_pid app)" -m mount -o remount,bind,rw /; }
