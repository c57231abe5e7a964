# title: nginx before the store asks it by its own name for it, and clients sign for the site's
# expect: s3.signature-mismatch
# verdict: confirmed
# names: files.dotterel.example
# needs: rclone ip
setup() {
  user dotterel; neighbour 10.30.0.8 vault.lan; plain_store 10.30.0.8 9000; pictures /tmp/pictures
  objects http://vault.lan:9000 <<X
make prints
tree prints "" /tmp/pictures
X
  rm -r /tmp/pictures; hosts files.dotterel.example
  mapfile -t s < <(vault_settings prints http://files.dotterel.example); gallery /srv/dotterel dotterel "${s[@]}" COVER=faces/ida.gif
  vhost files <<'CONF'
server {
    listen 80;
    server_name files.dotterel.example;
    client_max_body_size 0;
    location / {
        proxy_pass http://vault.lan:9000;
        proxy_buffering off;
    }
}
CONF
  open_gallery dotterel dotterel.example
}
symptom() { refuses 500 http://dotterel.example/upload; }
cure() { sed -i 's#        proxy_buffering#        proxy_set_header Host $http_host;\n&#' /etc/nginx/sites-available/files; nginx -s reload; sleep 1; }
