# title: a camera's capitals in the bucket, small letters in the records
# target: s3://harbour/2026/09/pier.gif
# expect: s3.key-mismatch
# verdict: confirmed
# names: 2026/09/Pier.GIF
# cure: no
# needs: rclone ip
setup() {
  user gull; neighbour 10.30.0.7 vault.gull.lan; plain_store 10.30.0.7 9000
  objects http://vault.gull.lan:9000 <<'X'
make harbour
put harbour 2026/09/Pier.GIF image/gif
put harbour 2026/09/Lock.GIF image/gif
X
  mapfile -t s < <(vault_settings harbour http://vault.gull.lan:9000); gallery /srv/gull gull "${s[@]}"
  open_gallery gull gull.example
}
symptom() { gives 500 http://gull.example/files/2026/09/pier.gif; }
