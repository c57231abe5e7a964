# title: a Node service keeps uploads in its own directory, nginx serves another
# target: http://avocet.example/uploads/new.gif
# expect: paths.write-read-mismatch
# verdict: confirmed
# names: /srv/avocet/api/uploads
# names: /var/www/avocet/uploads
# needs: node
setup() {
  hosts avocet.example; user avocet 755
  bundle /var/www/avocet avocet:avocet; mkdir -p /var/www/avocet/uploads /srv/avocet/api/uploads; chown avocet: /srv/avocet/api/uploads
  node_service avocet
  vhost avocet <<'CONF'
server {
    listen 80;
    server_name avocet.example;
    client_max_body_size 16m;
    root /var/www/avocet;
    location /uploads/ { alias /var/www/avocet/uploads/; }
    location /api/ { proxy_pass http://127.0.0.1:3000/; include proxy_params; }
}
CONF
  start_nginx; send http://avocet.example/api/upload 900 new.gif >/dev/null
}
symptom() { gives 404 http://avocet.example/uploads/new.gif; }
