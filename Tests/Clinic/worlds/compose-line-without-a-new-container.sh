# title: the volume stands in the compose file, the running container was made before
# expect: volumes.ephemeral-media | volumes.not-mounted
# verdict: confirmed
# names: /opt/ibis/compose.yaml
# cure: no
setup() {
  hosts app
  file "$(image ibis-web)/etc/nginx/conf.d/default.conf" <<'CONF'
server {
    listen 80;
    client_max_body_size 16m;
    location / { proxy_pass http://app:8000; include proxy_params; }
}
CONF
  file /opt/ibis/compose.yaml <<'YAML'
x-settings: &settings
  MEDIA_ROOT: ${ROOT:-/data/media}
  MEDIA_URL: /media/
services:
  app:
    image: ibis-app
    environment:
      <<: *settings
      SEND_FILES: "1"
    volumes:
      - type: volume
        source: media
        target: /data/media
  web: {image: ibis-web, ports: ["80:80"]}
volumes:
  media:
YAML
  mkdir -p "$(image ibis-app)/data/media"
  app_box app ibis-app -e MEDIA_ROOT=/data/media -e MEDIA_URL=/media/ -e SEND_FILES=1
  web_box web ibis-web; send http://localhost/upload 900 new.gif >/dev/null
}
symptom() { ! grep -q ' /data/media ' "/proc/$(box_pid app)/mountinfo"; }
