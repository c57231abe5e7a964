# title: requests are signed for a region that is not the store's
# expect: s3.wrong-region
# verdict: confirmed
# names: se-umea
# not: s3.invalid-access-key s3.signature-mismatch
# needs: swift-proxy-server memcached ip
setup() {
  user crane; neighbour 10.30.0.9 objects.crane.lan; region_store 10.30.0.9 8080 se-umea
  objects http://objects.crane.lan:8080 S3_REGION=se-umea <<< "make maps
put maps 2026/09/pier.gif image/gif"
  mapfile -t s < <(vault_settings maps http://objects.crane.lan:8080 django); gallery /srv/crane crane "${s[@]}"
  open_gallery crane crane.example
}
symptom() { refuses 500 http://crane.example/upload; }
