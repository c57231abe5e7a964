# title: packed copies are older than their files and hold the same
# healthy
# target: http://ledger.example/js/main.js
setup() {
  hosts ledger.example
  bundle /var/www/ledger
  gzip -k /var/www/ledger/js/main.js /var/www/ledger/css/main.css
  touch -d '3 days ago' /var/www/ledger/js/main.js.gz /var/www/ledger/css/main.css.gz
  vhost ledger <<'CONF'
server {
    listen 80;
    server_name ledger.example;
    root /var/www/ledger;
    gzip_static on;
}
CONF
  start_nginx
}
symptom() { gives 404 http://ledger.example/js/main.js; }
