# title: nginx hands media on to a public bucket, and the application signs nothing
# target: http://serin.example/media/2026/09/pier.gif
# healthy
# needs: radosgw ceph-mon ceph-osd ip
setup() {
  user serin; neighbour 10.30.0.8 objects.serin.lan; policy_store 10.30.0.8 80
  pictures /tmp/p; objects http://objects.serin.lan <<X
make garden
tree garden "" /tmp/p
open garden
X
  rm -r /tmp/p
  mapfile -t s < <(vault_settings garden http://objects.serin.lan); gallery /srv/serin serin "${s[@]}" S3_PUBLIC_BASE_URL=http://serin.example/media
  open_gallery serin serin.example 'location /media/ { proxy_pass http://objects.serin.lan/garden/; proxy_set_header Host objects.serin.lan; }'
}
symptom() { [ "$(status http://serin.example/media/2026/09/pier.gif)" != 200 ] || [ "$(send http://serin.example/upload)" != 201 ]; }
