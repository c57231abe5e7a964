# title: the certificate was renewed on the disk, and nginx still sends the one that ran out
# target: https://curlew.example/mark.svg
# expect: http.tls-invalid
# verdict: confirmed
# names: /etc/letsencrypt/live/curlew.example/fullchain.pem
# needs: openssl
setup() {
  hosts curlew.example; bundle /srv/curlew www-data; mkdir -p /etc/letsencrypt/live/curlew.example /tmp/ca; cd /tmp/ca
  openssl req -x509 -newkey rsa:2048 -nodes -days 900 -subj '/CN=Marsh Root' -keyout ca.key -out ca.crt 2>/dev/null
  cat ca.crt >> /etc/ssl/certs/ca-certificates.crt
  : > index; echo 01 > serial
  printf '[ca]\ndefault_ca=d\n[d]\ndatabase=index\nserial=serial\nnew_certs_dir=.\ndefault_md=sha256\npolicy=p\nx509_extensions=x\n[p]\ncommonName=supplied\n[x]\nsubjectAltName=DNS:curlew.example\n' > ca.conf
  openssl req -new -newkey rsa:2048 -nodes -subj /CN=curlew.example -keyout site.key -out site.csr 2>/dev/null
  openssl ca -batch -notext -config ca.conf -cert ca.crt -keyfile ca.key -in site.csr -out site.crt \
    -startdate "$(date -u -d '99 days ago' +%y%m%d%H%M%SZ)" -enddate "$(date -u -d '9 days ago' +%y%m%d%H%M%SZ)" 2>/dev/null
  cp site.crt /etc/letsencrypt/live/curlew.example/fullchain.pem; cp site.key /etc/letsencrypt/live/curlew.example/privkey.pem
  vhost curlew <<'CONF'
server {
    listen 443 ssl;
    server_name curlew.example;
    ssl_certificate /etc/letsencrypt/live/curlew.example/fullchain.pem;
    ssl_certificate_key /etc/letsencrypt/live/curlew.example/privkey.pem;
    root /srv/curlew;
}
CONF
  start_nginx; sleep 1.2
  openssl x509 -req -in site.csr -CA ca.crt -CAkey ca.key -set_serial 7 -days 90 \
    -extfile <(echo subjectAltName=DNS:curlew.example) -out /etc/letsencrypt/live/curlew.example/fullchain.pem 2>/dev/null
  cd /; rm -r /tmp/ca
}
symptom() { curl -s -o /dev/null https://curlew.example/mark.svg; case $? in 60) return 0 ;; 0) return 1 ;; *) return 2 ;; esac; }
cure() { nginx -s reload; sleep 1; }
