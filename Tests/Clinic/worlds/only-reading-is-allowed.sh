# title: limit_except keeps uploads from the application
# expect: nginx.denied-by-rule
# verdict: confirmed
# names: limit_except
# target: --upload-url
# target: http://pledge.example/upload
setup() {
  hosts pledge.example; user pledge
  code /srv/pledge pledge:pledge; pictures /srv/pledge/media pledge:pledge
  app -u pledge -d /srv/pledge -e MEDIA_ROOT=/srv/pledge/media
  vhost pledge <<'CONF'
server {
    listen 80;
    server_name pledge.example;
    client_max_body_size 16m;
    location /media/ { alias /srv/pledge/media/; }
    location / {
        limit_except GET OPTIONS {
            deny all;
        }
        proxy_pass http://127.0.0.1:8000;
        include proxy_params;
    }
}
CONF
  start_nginx; send http://pledge.example/upload
}
symptom() { refuses 403 http://pledge.example/upload; }
cure() { sed -i 's/GET OPTIONS/GET OPTIONS POST/' /etc/nginx/sites-available/pledge; nginx -s reload; }
