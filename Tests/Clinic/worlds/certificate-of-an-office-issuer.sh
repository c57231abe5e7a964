# title: the certificate comes from an issuer that this machine does not know
# target: https://ruff.example/mark.svg
# expect: http.tls-invalid
# verdict: confirmed
# names: issuer
# cure: no
# needs: openssl
setup() {
  hosts ruff.example; bundle /srv/ruff www-data; mkdir -p /etc/pki/office; cd /etc/pki/office
  openssl req -x509 -newkey rsa:2048 -nodes -days 900 -subj '/O=Office/CN=Office Root' -keyout root.key -out root.crt 2>/dev/null
  openssl req -new -newkey rsa:2048 -nodes -subj /CN=ruff.example -keyout ruff.key -out ruff.csr 2>/dev/null
  openssl x509 -req -in ruff.csr -CA root.crt -CAkey root.key -set_serial 3 -days 200 -extfile <(echo subjectAltName=DNS:ruff.example) -out ruff.crt 2>/dev/null
  vhost ruff <<'CONF'
server {
    listen 443 ssl;
    server_name ruff.example;
    ssl_certificate /etc/pki/office/ruff.crt;
    ssl_certificate_key /etc/pki/office/ruff.key;
    root /srv/ruff;
}
CONF
  start_nginx
}
symptom() { curl -s -o /dev/null https://ruff.example/mark.svg; case $? in 60) return 0 ;; 0) return 1 ;; *) return 2 ;; esac; }
cure() { cat /etc/pki/office/root.crt >> /etc/ssl/certs/ca-certificates.crt; }
