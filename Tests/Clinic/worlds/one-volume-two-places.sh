# title: both containers have the volume, at places that do not fit their settings
# expect: volumes.different-target | nginx.wrong-directory | paths.write-read-mismatch
# names: /var/www/uploads
# cure: no
setup() {
  hosts app; v=$(volume cafe_files); pictures "$v" 1400:1400; chown 1400:1400 "$v"
  file "$(image cafe-web)/etc/nginx/conf.d/default.conf" <<'CONF'
server {
    listen 80;
    client_max_body_size 16m;
    location /uploads/ { alias /var/www/uploads/; }
    location / { proxy_pass http://app:8000; include proxy_params; }
}
CONF
  file /opt/cafe/docker-compose.yml <<'YAML'
services:
  app:
    image: cafe-app
    environment: {UPLOAD_FOLDER: /data/uploads, MEDIA_URL: /uploads/}
    volumes: ["files:/data/uploads"]
  web:
    image: cafe-web
    volumes: ["files:/var/www/html/uploads:ro"]
volumes: {files: {}}
YAML
  app_box app cafe-app -u 1400:1400 -e UPLOAD_FOLDER=/data/uploads -e MEDIA_URL=/uploads/ -v cafe_files:/data/uploads
  web_box web cafe-web -v cafe_files:/var/www/html/uploads:ro
}
symptom() { gives 404 http://localhost/uploads/faces/ida.gif; }
cure() { within web sed -i 's#/var/www/uploads/#/var/www/html/uploads/#' /etc/nginx/conf.d/default.conf; within web nginx -s reload; }
