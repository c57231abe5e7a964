# title: a large upload was begun in parts and never completed
# target: s3://films/2026/launch.mp4
# expect: s3.incomplete-multipart
# verdict: confirmed
# names: 2026/launch.mp4
# cure: no
# needs: radosgw ceph-mon ceph-osd ip
setup() {
  user heron; neighbour 10.30.0.8 objects.heron.lan; policy_store 10.30.0.8 80
  objects http://objects.heron.lan <<'X'
make films
put films 2026/trailer.mp4 video/mp4
begin films 2026/launch.mp4
X
  mapfile -t s < <(vault_settings films http://objects.heron.lan); gallery /srv/heron heron "${s[@]}" COVER=2026/trailer.mp4
  open_gallery heron heron.example
}
symptom() { gives 500 http://heron.example/files/2026/launch.mp4; }
