# title: the modes look private, ACL entries let the web server in
# healthy
# needs: setfacl
# target: http://alder.example/files/papers/minutes.pdf
setup() {
  hosts alder.example; user alder 700
  pictures /home/alder/files alder:alder
  find /home/alder/files -type f -exec chmod 600 {} + -exec setfacl -m u:www-data:r {} +
  setfacl -m u:www-data:x /home/alder
  vhost alder <<'CONF'
server {
    listen 80;
    server_name alder.example;
    location /files/ { alias /home/alder/files/; }
}
CONF
  start_nginx
}
symptom() { gives 403 http://alder.example/files/papers/minutes.pdf; }
