# title: ssl_certificate names the certificate alone, without the intermediate that signed it
# target: https://whimbrel.example/mark.svg
# expect: http.tls-invalid
# verdict: confirmed
# names: issuer
# names: chain
# cure: no
# needs: openssl
setup() {
  hosts whimbrel.example; bundle /srv/whimbrel www-data; mkdir -p /etc/ssl/whimbrel; cd /etc/ssl/whimbrel
  openssl req -x509 -newkey rsa:2048 -nodes -days 900 -subj '/CN=Moor Root' -keyout root.key -out root.crt 2>/dev/null
  openssl req -new -newkey rsa:2048 -nodes -subj '/CN=Moor Issuing 2' -keyout middle.key -out middle.csr 2>/dev/null
  openssl x509 -req -in middle.csr -CA root.crt -CAkey root.key -set_serial 2 -days 500 -extfile <(echo basicConstraints=critical,CA:TRUE) -out middle.crt 2>/dev/null
  openssl req -new -newkey rsa:2048 -nodes -subj /CN=whimbrel.example -keyout privkey.pem -out site.csr 2>/dev/null
  openssl x509 -req -in site.csr -CA middle.crt -CAkey middle.key -set_serial 3 -days 200 -extfile <(echo subjectAltName=DNS:whimbrel.example) -out cert.pem 2>/dev/null
  cat cert.pem middle.crt > fullchain.pem; cat root.crt >> /etc/ssl/certs/ca-certificates.crt
  vhost whimbrel <<'CONF'
server {
    listen 443 ssl;
    server_name whimbrel.example;
    ssl_certificate /etc/ssl/whimbrel/cert.pem;
    ssl_certificate_key /etc/ssl/whimbrel/privkey.pem;
    root /srv/whimbrel;
}
CONF
  start_nginx
}
symptom() { curl -s -o /dev/null https://whimbrel.example/mark.svg; case $? in 60) return 0 ;; 0) return 1 ;; *) return 2 ;; esac; }
cure() { sed -i s/cert.pem/fullchain.pem/ /etc/nginx/sites-available/whimbrel; nginx -s reload; sleep 1; }
