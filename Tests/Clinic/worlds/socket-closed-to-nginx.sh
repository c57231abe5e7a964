# title: the pool makes its socket for root alone
# target: http://turnstone.example/
# expect: http.upstream-down
# verdict: confirmed
# names: /run/php/turnstone.sock
# needs: php-fpm8.2
setup() {
  hosts turnstone.example; user turnstone 711
  php_site turnstone 644 'listen.mode = 0600'
  sed -i 's/^listen.owner.*/listen.owner = root/' /etc/php/8.2/fpm/pool.d/turnstone.conf
  chown root:root /run/php/turnstone.sock; chmod 600 /run/php/turnstone.sock
  vhost turnstone <<'CONF'
server {
    listen 80;
    server_name turnstone.example;
    root /srv/turnstone/public;
    index index.php;
    location / { try_files $uri /index.php$is_args$args; }
    location ~ \.php$ { include fastcgi_params; fastcgi_param SCRIPT_FILENAME $document_root$fastcgi_script_name; fastcgi_pass unix:/run/php/turnstone.sock; }
}
CONF
  start_nginx
}
symptom() { gives 502 http://turnstone.example/; }
cure() { sed -i 's/^listen.owner.*/listen.owner = www-data/' /etc/php/8.2/fpm/pool.d/turnstone.conf; chown www-data /run/php/turnstone.sock; }
