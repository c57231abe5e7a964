# title: the store speaks https, the settings say http
# expect: s3.wrong-endpoint
# verdict: confirmed
# names: https://vault.owl.lan:9000
# needs: rclone openssl ip
setup() {
  user owl; neighbour 10.30.0.7 vault.owl.lan; issuer; certificate /etc/vault/tls vault.owl.lan
  plain_store 10.30.0.7 9000 --cert /etc/vault/tls.crt --key /etc/vault/tls.key
  objects https://vault.owl.lan:9000 <<< "make barn"
  mapfile -t s < <(vault_settings barn http://vault.owl.lan:9000); gallery /srv/owl owl "${s[@]}" COVER=
  open_gallery owl owl.example
}
symptom() { refuses 500 http://owl.example/upload; }
