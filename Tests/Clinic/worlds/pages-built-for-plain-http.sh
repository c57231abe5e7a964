# title: the site was built with its old plain address and is served by https
# target: https://curlew.example/
# expect: http.mixed-content
# verdict: confirmed
# names: curlew.example
# needs: openssl
setup() {
  hosts curlew.example; bundle /srv/curlew/public www-data; mkdir -p /etc/nginx/tls
  openssl req -x509 -newkey rsa:2048 -nodes -days 90 -subj /CN=curlew.example -addext subjectAltName=DNS:curlew.example \
    -keyout /etc/nginx/tls/curlew.key -out /etc/nginx/tls/curlew.crt 2>/dev/null
  cat /etc/nginx/tls/curlew.crt >> /etc/ssl/certs/ca-certificates.crt
  file /srv/curlew/public/index.html <<< '<!doctype html><title>Notes</title>
<link rel="stylesheet" href="http://curlew.example/css/main.css">
<script src="http://curlew.example/js/main.js"></script>
<p><a href="http://elsewhere.example/">a friend</a>'
  vhost curlew <<'CONF'
server {
    listen 80;
    listen 443 ssl;
    server_name curlew.example;
    ssl_certificate tls/curlew.crt;
    ssl_certificate_key tls/curlew.key;
    root /srv/curlew/public;
}
CONF
  start_nginx
}
symptom() { curl -sf https://curlew.example/ | grep -q '\(href\|src\)="http://curlew'; }
