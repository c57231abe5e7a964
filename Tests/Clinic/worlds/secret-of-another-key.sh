# title: the secret in the settings belongs to another key
# target: s3://pictures/faces/ida.gif
# expect: s3.signature-mismatch
# verdict: confirmed
# names: AWS_SECRET_ACCESS_KEY
# not: s3.access-denied s3.invalid-access-key s3.clock-skew
# cure: no
# needs: radosgw ceph-mon ceph-osd ip
setup() {
  user wren; neighbour 10.30.0.8 objects.wren.lan; policy_store 10.30.0.8 80
  pictures /tmp/p; objects http://objects.wren.lan <<X
make pictures
tree pictures "" /tmp/p
X
  rm -r /tmp/p
  mapfile -t s < <(vault_settings pictures http://objects.wren.lan laravel); gallery /srv/wren wren "${s[@]}"
  set_in /srv/wren/.env AWS_SECRET_ACCESS_KEY dH4Lq9WmZt1oxVb7Pd0RsYh5Nc2Gj8UaEo6TiQvX
  open_gallery wren wren.example
}
symptom() { refuses 500 http://wren.example/upload; }
