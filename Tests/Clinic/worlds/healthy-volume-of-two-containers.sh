# title: two containers share one named volume under different paths, each with fitting settings
# healthy
setup() {
  hosts app; v=$(volume plum_media); pictures "$v" 1900:1900; chown 1900:1900 "$v"; s=$(volume plum_static); bundle "$s" 1900:1900
  file "$(image plum-web)/etc/nginx/conf.d/default.conf" <<'CONF'
server {
    listen 80;
    client_max_body_size 16m;
    location /media/ { alias /srv/media/; }
    location /static/ { alias /srv/static/; }
    location / { proxy_pass http://app:8000; include proxy_params; }
}
CONF
  file /opt/plum/compose.yaml <<'YAML'
services:
  app:
    image: plum-app
    user: "1900:1900"
    environment: {MEDIA_ROOT: /data/media, MEDIA_URL: /media/, STATIC_ROOT: /data/static, STATIC_URL: /static/}
    volumes: ["media:/data/media", "static:/data/static"]
  web:
    image: plum-web
    volumes: ["media:/srv/media:ro", "static:/srv/static:ro"]
volumes: {media: {}, static: {}}
YAML
  app_box app plum-app -u 1900:1900 -e MEDIA_ROOT=/data/media -e MEDIA_URL=/media/ -e STATIC_ROOT=/data/static -e STATIC_URL=/static/ \
    -v plum_media:/data/media -v plum_static:/data/static
  web_box web plum-web -v plum_media:/srv/media:ro -v plum_static:/srv/static:ro
}
symptom() {
  [ "$(status http://localhost/media/faces/ida.gif)$(status http://localhost/static/css/main.css)" = 200200 ] || return 0
  refuses 500 http://localhost/upload
}
