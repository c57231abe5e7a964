# title: two PHP sites, each with a pool, a user and limits of its own, and uploads that nginx may read
# healthy
# needs: php-fpm8.2
# report: upload_max_filesize=20M
setup() {
  hosts smew.example gadwall.example; user smew 711; user gadwall 711
  php_site smew 644 'php_admin_value[upload_max_filesize] = 20M' 'php_admin_value[post_max_size] = 21M'
  php_site gadwall 644 'pm.max_requests = 100'
  for n in smew:20m gadwall:2m; do vhost "${n%:*}" <<CONF
server {
    listen 80;
    server_name ${n%:*}.example;
    client_max_body_size ${n#*:};
    root /srv/${n%:*}/public;
    location /uploads/ { }
    location / { try_files \$uri /index.php\$is_args\$args; }
    location ~ \.php\$ { include fastcgi_params; fastcgi_param SCRIPT_FILENAME \$document_root\$fastcgi_script_name; fastcgi_pass unix:/run/php/${n%:*}.sock; }
}
CONF
  done
  start_nginx; post_file http://smew.example/send 3000000 >/dev/null; post_file http://gadwall.example/send 900 >/dev/null
}
symptom() {
  [ "$(status http://smew.example/uploads/new.gif)$(status http://gadwall.example/uploads/new.gif)" = 200200 ] || return 0
  [ "$(post_file http://smew.example/send 3000000)$(post_file http://gadwall.example/send 900)" != 201201 ]
}
