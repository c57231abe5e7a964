# title: the rule against hidden files also refuses /.well-known/
# expect: nginx.denied-by-rule
# verdict: confirmed
# names: snippets/hardening.conf
# target: http://bakery.example/.well-known/assetlinks.json
setup() {
  hosts bakery.example
  file /var/www/bakery/.well-known/assetlinks.json <<< '[]'
  file /var/www/bakery/index.html <<< '<!doctype html><title>Bakery</title>'
  file /etc/nginx/snippets/hardening.conf <<'CONF'
server_tokens off;
location ~ /\. {
    deny all;
}
CONF
  vhost bakery <<'CONF'
server {
    listen 80;
    server_name bakery.example;
    root /var/www/bakery;
    include snippets/hardening.conf;
}
CONF
  start_nginx
}
symptom() { gives 403 http://bakery.example/.well-known/assetlinks.json; }
cure() { sed -i 's#~ /\\\.#~ /\\.(?!well-known/)#' /etc/nginx/snippets/hardening.conf; nginx -s reload; }
