# title: the certificate names the bare domain and not the host of the files
# target: https://files.knot.example/mark.svg
# expect: http.tls-invalid
# verdict: confirmed
# names: wrong-name | another name | knot.example
# cure: no
# needs: openssl
setup() {
  hosts knot.example files.knot.example; bundle /srv/knot/files www-data; mkdir -p /etc/ssl/knot
  openssl req -x509 -newkey rsa:2048 -nodes -days 90 -subj /CN=knot.example -addext subjectAltName=DNS:knot.example,DNS:www.knot.example \
    -keyout /etc/ssl/knot/site.key -out /etc/ssl/knot/site.crt 2>/dev/null
  cat /etc/ssl/knot/site.crt >> /etc/ssl/certs/ca-certificates.crt
  vhost knot <<'CONF'
server {
    listen 443 ssl;
    server_name knot.example www.knot.example files.knot.example;
    ssl_certificate /etc/ssl/knot/site.crt;
    ssl_certificate_key /etc/ssl/knot/site.key;
    root /srv/knot/files;
}
CONF
  start_nginx
}
symptom() { curl -s -o /dev/null https://files.knot.example/mark.svg; case $? in 60) return 0 ;; 0) return 1 ;; *) return 2 ;; esac; }
