# title: nginx before the store hands the visitor's host on, so that signatures hold
# healthy
# needs: rclone ip
setup() {
  user whimbrel; neighbour 10.30.0.8 vault.lan; plain_store 10.30.0.8 9000; pictures /tmp/pictures
  objects http://vault.lan:9000 <<X
make prints
tree prints "" /tmp/pictures
X
  rm -r /tmp/pictures; hosts files.whimbrel.example
  mapfile -t s < <(vault_settings prints http://files.whimbrel.example); gallery /srv/whimbrel whimbrel "${s[@]}" COVER=faces/ida.gif
  vhost files <<'CONF'
server {
    listen 80;
    server_name files.whimbrel.example;
    client_max_body_size 0;
    location / {
        proxy_pass http://vault.lan:9000;
        proxy_set_header Host $http_host;
        proxy_buffering off;
    }
}
CONF
  open_gallery whimbrel whimbrel.example
}
symptom() { refuses 500 http://whimbrel.example/upload; }
