# title: a bucket with a dot before the host is not covered by the certificate
# expect: s3.dotted-bucket-tls
# verdict: confirmed
# names: media.swan.shop
# needs: radosgw ceph-mon ceph-osd nginx openssl ip
setup() {
  user swan; neighbour 10.30.0.8 store.swan.lan swan.store.swan.lan media.swan.shop.store.swan.lan; policy_store 10.30.0.8 7480 store.swan.lan
  issuer; certificate /etc/vault/tls '*.store.swan.lan' store.swan.lan
  objects http://store.swan.lan:7480 <<< "make media.swan.shop"
  mkdir -p /srv/edge; cat > /srv/edge/nginx.conf <<'X'
pid /run/edge.pid; error_log /var/log/edge.log; events {}
http { access_log off; server { listen 10.30.0.8:443 ssl; ssl_certificate /etc/vault/tls.crt; ssl_certificate_key /etc/vault/tls.key;
  location / { proxy_pass http://10.30.0.8:7480; proxy_set_header Host $host; } } }
X
  at 10.30.0.8 nginx -c /srv/edge/nginx.conf
  mapfile -t s < <(vault_settings media.swan.shop https://store.swan.lan); gallery /srv/swan swan "${s[@]}" S3_ADDRESSING_STYLE=virtual COVER=
  open_gallery swan swan.example
}
symptom() { refuses 500 http://swan.example/upload; }
