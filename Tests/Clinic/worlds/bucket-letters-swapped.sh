# title: a framework's settings name the bucket with two letters swapped
# expect: s3.no-such-bucket
# verdict: confirmed
# names: gallery-media
# names: AWS_STORAGE_BUCKET_NAME
# needs: rclone ip
setup() {
  user lark; neighbour 10.30.0.7 vault.lark.lan; plain_store 10.30.0.7 9000
  pictures /tmp/p; objects http://vault.lark.lan:9000 <<X
make gallery-media
make gallery-archive
tree gallery-media "" /tmp/p
X
  rm -r /tmp/p
  mapfile -t s < <(vault_settings gallery-meida http://vault.lark.lan:9000 django); gallery /srv/lark lark "${s[@]}"
  open_gallery lark lark.example
}
symptom() { refuses 500 http://lark.example/upload; }
