# title: pages ask for /images/, the folder on the disk is called Images
# expect: files.name-mismatch
# verdict: confirmed
# names: /var/www/heath/Images
# target: http://heath.example/images/logo.gif
setup() {
  hosts heath.example; gif /var/www/heath/Images/logo.gif; gif /var/www/heath/Images/hill.gif
  file /var/www/heath/index.html <<< '<!doctype html><img src=/images/logo.gif>'
  vhost heath <<'CONF'
server {
    listen 80;
    server_name heath.example;
    root /var/www/heath;
}
CONF
  start_nginx
}
symptom() { gives 404 http://heath.example/images/logo.gif; }
cure() { mv /var/www/heath/Images /var/www/heath/images; }
