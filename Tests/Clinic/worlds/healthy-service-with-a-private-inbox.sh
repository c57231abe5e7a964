# title: a Node service keeps what it takes in to itself; nginx serves pictures of another origin
# healthy
# needs: node
setup() {
  hosts curlew.example; user curlew 755
  bundle /var/www/curlew curlew:curlew; pictures /var/www/curlew/media curlew:curlew
  mkdir -p /srv/curlew/api/uploads; chown curlew: /srv/curlew/api/uploads
  node_service curlew
  vhost curlew <<'CONF'
server {
    listen 80;
    server_name curlew.example;
    client_max_body_size 16m;
    root /var/www/curlew;
    location /media/ { alias /var/www/curlew/media/; }
    location /api/ { proxy_pass http://127.0.0.1:3000/; include proxy_params; }
}
CONF
  start_nginx; send http://curlew.example/api/upload 900 new.gif >/dev/null
}
symptom() { [ "$(status http://curlew.example/media/faces/ida.gif)" != 200 ]; }
