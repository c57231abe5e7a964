# title: one object is not in the bucket, its siblings are
# target: s3://harbour/2026/10/regatta.gif
# expect: s3.object-missing
# names: 2026/10/regatta.gif
# not: s3.key-mismatch s3.access-denied s3.missing-list-permission
# cure: no
# needs: rclone ip
setup() {
  user knot; neighbour 10.30.0.7 vault.knot.lan; plain_store 10.30.0.7 9000
  pictures /tmp/p; objects http://vault.knot.lan:9000 <<X
make harbour
tree harbour "" /tmp/p
X
  rm -r /tmp/p
  mapfile -t s < <(vault_settings harbour http://vault.knot.lan:9000); gallery /srv/knot knot "${s[@]}"
  open_gallery knot knot.example
}
symptom() { gives 500 http://knot.example/files/2026/10/regatta.gif; }
