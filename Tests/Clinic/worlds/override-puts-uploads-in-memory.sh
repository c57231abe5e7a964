# title: the override file replaces the volume by a tmpfs
# expect: volumes.memory-backed
# verdict: confirmed
# names: compose.override.yaml
# cure: no
setup() {
  hosts app
  file "$(image egret-web)/etc/nginx/conf.d/default.conf" <<'CONF'
server {
    listen 80;
    client_max_body_size 16m;
    location / { proxy_pass http://app:8000; include proxy_params; }
}
CONF
  file /opt/egret/compose.yaml <<'YAML'
services:
  app:
    image: egret-app
    env_file: [{path: app.env}]
    volumes: ["media:/data/media"]
  web: {image: egret-web}
volumes: {media: {}}
YAML
  file /opt/egret/compose.override.yaml <<'YAML'
services:
  app:
    volumes:
      - {type: tmpfs, target: /data/media}
YAML
  file /opt/egret/app.env <<< $'MEDIA_ROOT=/data/media\nMEDIA_URL=/media/\nSEND_FILES=1'
  app_box app egret-app -e MEDIA_ROOT=/data/media -e MEDIA_URL=/media/ -e SEND_FILES=1 -t /data/media
  web_box web egret-web; send http://localhost/upload 900 new.gif >/dev/null
}
symptom() { grep -q ' /data/media .* tmpfs ' "/proc/$(box_pid app)/mountinfo"; }
