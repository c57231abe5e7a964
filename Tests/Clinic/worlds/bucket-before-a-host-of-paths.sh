# title: the client puts the bucket before the host, the store knows it in the path
# target: s3://prints/faces/ida.gif
# expect: s3.path-style-required
# verdict: confirmed
# names: AWS_S3_ADDRESSING_STYLE
# needs: radosgw ceph-mon ceph-osd ip
setup() {
  user kite; neighbour 10.30.0.8 objects.kite.lan prints.objects.kite.lan; policy_store 10.30.0.8 80
  pictures /tmp/p; objects http://objects.kite.lan <<X
make prints
tree prints "" /tmp/p
X
  rm -r /tmp/p
  mapfile -t s < <(vault_settings prints http://objects.kite.lan django); gallery /srv/kite kite "${s[@]}" AWS_S3_ADDRESSING_STYLE=virtual
  open_gallery kite kite.example
}
symptom() { refuses 500 http://kite.example/upload; }
