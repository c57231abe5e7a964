# title: an upload script stored drawings without their type
# target: http://objects.egret.lan/signs/signs/mark.svg
# target: --env-file /srv/egret/.env
# expect: s3.content-type
# verdict: confirmed
# names: image/svg+xml
# needs: radosgw ceph-mon ceph-osd ip
# cure: no
setup() {
  user egret; neighbour 10.30.0.8 objects.egret.lan; policy_store 10.30.0.8 80
  objects http://objects.egret.lan <<'X'
make signs
put signs signs/mark.svg binary/octet-stream
put signs 2026/09/pier.gif image/gif
open signs
X
  mapfile -t s < <(vault_settings signs http://objects.egret.lan); gallery /srv/egret egret "${s[@]}" S3_PUBLIC_BASE_URL=http://objects.egret.lan/signs
  open_gallery egret egret.example
}
symptom() { [ "$(kind http://objects.egret.lan/signs/signs/mark.svg)" != image/svg+xml ]; }
