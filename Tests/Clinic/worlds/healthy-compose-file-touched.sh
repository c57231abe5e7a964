# title: the compose file got a comment after the containers had started; a value came from the shell of whoever started them
# healthy
setup() {
  hosts app
  file "$(image dunlin-web)/etc/nginx/conf.d/default.conf" <<'CONF'
server {
    listen 80;
    client_max_body_size 16m;
    location /media/ { alias /data/media/; }
    location / { proxy_pass http://app:8000; include proxy_params; }
}
CONF
  file /opt/dunlin/compose.yaml <<'YAML'
services:
  app:
    image: dunlin-app
    environment:
      - MEDIA_ROOT=/data/media
      - MEDIA_URL=/media/
      - SITE_NAME=${SITE_NAME:-Dunlin}
      - LOG_LEVEL
    volumes: ["data:/data"]
  web: {image: dunlin-web, ports: ["80:80"], volumes: ["data:/data"]}
volumes:
  data:
YAML
  mkdir -p "$(volume dunlin_data)"/media
  app_box app dunlin-app -v dunlin_data:/data -e MEDIA_ROOT=/data/media -e MEDIA_URL=/media/ -e SITE_NAME=Shore -e LOG_LEVEL=info
  web_box web dunlin-web -v dunlin_data:/data
  sleep 1.2; echo '# the disk behind data was changed in spring' >> /opt/dunlin/compose.yaml
  send http://localhost/upload 900 new.gif > /dev/null
}
symptom() { send http://localhost/upload 900 late.gif > /dev/null; gives 404 http://localhost/media/late.gif; }
