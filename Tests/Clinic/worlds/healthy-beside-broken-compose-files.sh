# title: sound containers beside compose files that are broken, huge in anchors, or about something else
# healthy
# report: /srv/wip/docker-compose.yml
setup() {
  hosts app; v=$(volume teal_media); pictures "$v" 1900:1900; chown 1900:1900 "$v"
  file "$(image teal-web)/etc/nginx/conf.d/default.conf" <<'CONF'
server {
    listen 80;
    client_max_body_size 16m;
    location /media/ { alias /srv/media/; }
    location / { proxy_pass http://app:8000; include proxy_params; }
}
CONF
  file /opt/teal/compose.yaml <<'YAML'
services:
  app:
    image: teal-app
    environment: [MEDIA_ROOT=/data/media, MEDIA_URL=/media/]
    volumes: ["media:/data/media"]
  web:
    image: teal-web
    volumes: ["media:/srv/media:ro"]
volumes: {media: {}}
YAML
  file /srv/wip/docker-compose.yml <<< $'services:\n  app:\n   image: [x\n    volumes: }'
  { echo 'a: &a [x,x,x,x,x,x,x,x,x]'; for n in b:a c:b d:c e:d f:e g:f h:g i:h; do t=${n%:*} s=${n#*:}; echo "$t: &$t [*$s,*$s,*$s,*$s,*$s,*$s,*$s,*$s,*$s]"; done; } | file /srv/anchors/compose.yml
  head -c 4096 /dev/urandom | file /srv/noise/.env
  app_box app teal-app -u 1900:1900 -e MEDIA_ROOT=/data/media -e MEDIA_URL=/media/ -v teal_media:/data/media
  web_box web teal-web -v teal_media:/srv/media:ro
}
symptom() { [ "$(status http://localhost/media/faces/ida.gif)" = 200 ] || return 0; refuses 500 http://localhost/upload; }
