# title: this machine's clock is forty minutes ahead of the store's
# target: s3://reels/faces/olav.gif
# expect: s3.clock-skew
# verdict: confirmed
# not: s3.signature-mismatch s3.access-denied s3.signature-aged s3.object-missing
# cure: no
# needs: swift-proxy-server memcached faketime ip
setup() {
  user tern; neighbour 10.30.0.9 objects.tern.lan
  region_store 10.30.0.9 8080 us-east-1 "$(shifted -40m)"
  mapfile -t s < <(vault_settings reels http://objects.tern.lan:8080); gallery /srv/tern tern "${s[@]}"
  open_gallery tern tern.example
}
symptom() { refuses 500 http://tern.example/upload; }
