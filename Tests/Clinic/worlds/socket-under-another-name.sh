# title: nginx hands uploads to a socket that the application no longer uses
# expect: http.upstream-down
# names: /run/osprey/web.sock
# target: http://osprey.example/upload
# cure: no
setup() {
  hosts osprey.example; user osprey; install -d -o osprey /run/osprey
  code /srv/osprey osprey:osprey; pictures /srv/osprey/media osprey:osprey
  app -u osprey -d /srv/osprey -p 8100 -e MEDIA_ROOT=/srv/osprey/media -e MEDIA_URL=/media/
  vhost osprey <<'CONF'
server {
    listen 80;
    server_name osprey.example;
    client_max_body_size 16m;
    location /media/ { alias /srv/osprey/media/; }
    location / { proxy_pass http://unix:/run/osprey/web.sock; include proxy_params; }
}
CONF
  start_nginx
}
symptom() { refuses 502 http://osprey.example/upload; }
cure() { sed -i 's#http://unix:/run/osprey/web.sock#http://127.0.0.1:8100#' /etc/nginx/sites-available/osprey; nginx -s reload; }
