# title: a location for theme pictures takes the uploaded ones as well
# expect: nginx.regex-location-steals
# verdict: confirmed
# names: /attachments/
# names: /var/www/forum/theme
# target: http://forum.example/attachments/2026/10/lock.gif
setup() {
  hosts forum.example; user forum
  pictures /var/lib/forum/attachments forum:forum
  bundle /var/www/forum/theme; gif /var/www/forum/theme/smile.gif
  vhost forum <<'CONF'
server {
    listen 80;
    server_name forum.example;
    root /var/www/forum/theme;

    location /attachments/ {
        alias /var/lib/forum/attachments/;
        add_header X-Content-Type-Options nosniff;
    }
    location ~* \.(?:gif|jpe?g|png|svg|woff2)$ {
        expires 14d;
        log_not_found off;
    }
}
CONF
  start_nginx
}
symptom() { gives 404 http://forum.example/attachments/2026/10/lock.gif; }
cure() { sed -i 's#location /attachments/#location ^~ /attachments/#' /etc/nginx/sites-available/forum; nginx -s reload; }
