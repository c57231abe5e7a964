# title: one name on two ports, patterns that repeat each other, and a fence before a pattern: all harmless
# healthy
setup() {
  hosts reed.example; user reed
  pictures /srv/reed/media reed:reed; bundle /srv/reed/static reed:reed
  vhost reed <<'CONF'
server {
    listen 80;
    server_name reed.example;
    root /var/www/html;
    location ^~ /media/ { alias /srv/reed/media/; }
    location ~ ^/media/.*\.php$ { deny all; }
    location ~ \.php$ { return 404; }
    location ~ \.php$ { return 404; }
    location /static/ { alias /srv/reed/static/; }
}
server {
    listen 8080;
    server_name reed.example;
    location /media/ { alias /srv/reed/media/; }
    location / { return 204; }
}
CONF
  start_nginx
}
symptom() { gives 404 http://reed.example/media/faces/ida.gif; }
