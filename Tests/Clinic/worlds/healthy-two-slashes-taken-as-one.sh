# title: the application is asked for //upload and takes it for /upload; somebody once posted to an address that never was
# healthy
# target: --upload-url http://heron.example/sightings/upload
setup() {
  hosts heron.example; user heron
  code /srv/heron heron:heron; pictures /srv/heron/media heron:heron
  sed -i 's#path = env.get("PATH_INFO", "/")#path = "/" + env.get("PATH_INFO", "/").lstrip("/")#' /srv/heron/service.py
  app -u heron -d /srv/heron -e MEDIA_ROOT=/srv/heron/media -e MEDIA_URL=/media/
  vhost heron <<'CONF'
server {
    listen 80;
    server_name heron.example;
    client_max_body_size 20m;
    location /media/ { alias /srv/heron/media/; }
    location /sightings {
        proxy_set_header Host $host;
        proxy_pass http://127.0.0.1:8000/;
    }
}
CONF
  start_nginx
  sleep 1.1
  send http://heron.example/sightings/uploads > /dev/null
  send http://heron.example/sightings/upload > /dev/null
}
symptom() { case $(send http://heron.example/sightings/upload) in 201) return 1 ;; *) return 0 ;; esac; }
