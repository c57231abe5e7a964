# title: the pool's own user stores what only it may read
# target: http://scaup.example/uploads/new.gif
# expect: access.upload-mode-private | access.file-not-readable
# verdict: confirmed
# names: /srv/scaup/public/uploads
# needs: php-fpm8.2
setup() {
  hosts scaup.example; user scaup 711
  php_site scaup 600
  vhost scaup <<'CONF'
server {
    listen 80;
    server_name scaup.example;
    client_max_body_size 2m;
    root /srv/scaup/public;
    location /uploads/ { }
    location / { try_files $uri /index.php$is_args$args; }
    location ~ \.php$ { include fastcgi_params; fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name; fastcgi_pass unix:/run/php/scaup.sock; }
}
CONF
  start_nginx; post_file http://scaup.example/send 900 >/dev/null
}
symptom() { gives 403 http://scaup.example/uploads/new.gif; }
