# title: a folder of the handbook has no index page
# expect: nginx.directory-without-index
# verdict: confirmed
# names: /var/www/handbook/rules
# target: http://handbook.example/rules/
setup() {
  hosts handbook.example
  file /var/www/handbook/index.html <<< '<!doctype html><a href=/rules/>Rules</a>'
  file /var/www/handbook/rules/summary.html <<< '<!doctype html><title>Rules</title>'
  vhost handbook <<'CONF'
server {
    listen 80;
    server_name handbook.example;
    root /var/www/handbook;
    index index.html index.htm;
}
CONF
  start_nginx
}
symptom() { gives 403 http://handbook.example/rules/; }
cure() { cp /var/www/handbook/rules/summary.html /var/www/handbook/rules/index.html; }
