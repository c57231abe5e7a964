# title: the upload directory was changed in the compose file, the container still runs with the one before
# expect: app.environment-stale
# verdict: confirmed
# names: MEDIA_ROOT
# names: /opt/osprey/compose.yaml
# names: docker compose -f /opt/osprey/compose.yaml up -d app
# cure: no
setup() {
  hosts app
  file "$(image osprey-web)/etc/nginx/conf.d/default.conf" <<'CONF'
server {
    listen 80;
    client_max_body_size 16m;
    location /media/ { alias /data/uploads/; }
    location / { proxy_pass http://app:8000; include proxy_params; }
}
CONF
  file /opt/osprey/compose.yaml <<'YAML'
services:
  app:
    image: osprey-app
    environment:
      MEDIA_ROOT: /data/media
      MEDIA_URL: /media/
    volumes: ["data:/data"]
  web: {image: osprey-web, ports: ["80:80"], volumes: ["data:/data"]}
volumes:
  data:
YAML
  mkdir -p "$(volume osprey_data)"/{media,uploads}
  app_box app osprey-app -v osprey_data:/data -e MEDIA_ROOT=/data/media -e MEDIA_URL=/media/
  web_box web osprey-web -v osprey_data:/data
  sleep 1.2; sed -i 's#MEDIA_ROOT: .*#MEDIA_ROOT: /data/uploads#' /opt/osprey/compose.yaml
  send http://localhost/upload 900 new.gif > /dev/null
}
symptom() { send http://localhost/upload 900 late.gif > /dev/null; gives 404 http://localhost/media/late.gif; }
