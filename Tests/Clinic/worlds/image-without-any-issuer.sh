# title: the bundle of certificate authorities was lost in a slim image, so the store cannot be trusted
# expect: s3.trust-store-missing
# verdict: confirmed
# names: ca-certificates
# cure: no
# needs: rclone ip openssl
setup() {
  user teal; neighbour 10.30.0.7 vault.teal.lan; issuer; certificate /root/vault vault.teal.lan
  plain_store 10.30.0.7 443 --cert /root/vault.crt --key /root/vault.key
  objects https://vault.teal.lan <<X
make scans
X
  mapfile -t s < <(vault_settings scans https://vault.teal.lan); gallery /srv/teal teal "${s[@]}"
  mkdir -p /root/aside; rm -rf /etc/ssl/cert.pem; mv /etc/ssl/certs /root/aside/; mkdir /etc/ssl/certs
  open_gallery teal teal.example
}
symptom() { refuses 500 http://teal.example/upload; }
cure() { rmdir /etc/ssl/certs; mv /root/aside/certs /etc/ssl/; }
