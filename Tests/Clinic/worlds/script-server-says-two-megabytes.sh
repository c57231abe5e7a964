# title: PHP takes two megabytes, nginx lets sixteen through
# expect: app.upload-limit
# verdict: confirmed
# names: upload_max_filesize
# names: php.ini
# needs: php-fpm8.2
setup() {
  hosts brant.example; user brant 711
  php_site brant 644
  vhost brant <<'CONF'
server {
    listen 80;
    server_name brant.example;
    client_max_body_size 16m;
    root /srv/brant/public;
    location /uploads/ { }
    location / { try_files $uri /index.php$is_args$args; }
    location ~ \.php$ { include fastcgi_params; fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name; fastcgi_pass unix:/run/php/brant.sock; }
}
CONF
  start_nginx; post_file http://brant.example/send 900 >/dev/null; post_file http://brant.example/send 3000000 >/dev/null
}
symptom() {
  got=$(post_file http://brant.example/send 3000000); echo "answer: $got" >&2
  case $got in 413) return 0 ;; 201) return 1 ;; *) return 2 ;; esac
}
cure() { sed -i 's/^upload_max_filesize.*/upload_max_filesize = 16M/; s/^post_max_size.*/post_max_size = 16M/' /etc/php/8.2/fpm/php.ini; kill -USR2 "$(pgrep -xo php-fpm8.2)"; sleep 1; }
