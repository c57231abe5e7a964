# title: the certificate ran out nine days ago
# target: https://godwit.example/mark.svg
# expect: http.tls-invalid
# verdict: confirmed
# names: expired
# cure: no
# needs: openssl
setup() {
  hosts godwit.example; bundle /srv/godwit www-data; mkdir -p /etc/letsencrypt/live/godwit.example /tmp/ca; cd /tmp/ca
  openssl req -x509 -newkey rsa:2048 -nodes -days 900 -subj '/CN=Marsh Root' -keyout ca.key -out ca.crt 2>/dev/null
  cat ca.crt >> /etc/ssl/certs/ca-certificates.crt
  : > index; echo 01 > serial
  printf '[ca]\ndefault_ca=d\n[d]\ndatabase=index\nserial=serial\nnew_certs_dir=.\ndefault_md=sha256\npolicy=p\nx509_extensions=x\n[p]\ncommonName=supplied\n[x]\nsubjectAltName=DNS:godwit.example\n' > ca.conf
  openssl req -new -newkey rsa:2048 -nodes -subj /CN=godwit.example -keyout site.key -out site.csr 2>/dev/null
  openssl ca -batch -notext -config ca.conf -cert ca.crt -keyfile ca.key -in site.csr -out site.crt \
    -startdate "$(date -u -d '99 days ago' +%y%m%d%H%M%SZ)" -enddate "$(date -u -d '9 days ago' +%y%m%d%H%M%SZ)" 2>/dev/null
  cp site.crt /etc/letsencrypt/live/godwit.example/fullchain.pem; cp site.key /etc/letsencrypt/live/godwit.example/privkey.pem
  vhost godwit <<'CONF'
server {
    listen 443 ssl;
    server_name godwit.example;
    ssl_certificate /etc/letsencrypt/live/godwit.example/fullchain.pem;
    ssl_certificate_key /etc/letsencrypt/live/godwit.example/privkey.pem;
    root /srv/godwit;
}
CONF
  start_nginx
}
symptom() { curl -s -o /dev/null https://godwit.example/mark.svg; case $? in 60) return 0 ;; 0) return 1 ;; *) return 2 ;; esac; }
cure() {
  cd /tmp/ca; openssl x509 -req -in site.csr -CA ca.crt -CAkey ca.key -set_serial 7 -days 90 \
    -extfile <(echo subjectAltName=DNS:godwit.example) -out /etc/letsencrypt/live/godwit.example/fullchain.pem 2>/dev/null
  nginx -s reload; sleep 1
}
