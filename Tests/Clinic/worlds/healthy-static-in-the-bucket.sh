# title: the release's assets are in the bucket that the static URL names
# healthy
# needs: radosgw ceph-mon ceph-osd ip
setup() {
  user pipit; neighbour 10.30.0.8 objects.pipit.lan; policy_store 10.30.0.8 80
  bundle /tmp/b; objects http://objects.pipit.lan <<X
make cliff
tree cliff static/ /tmp/b
put cliff 2026/09/pier.gif image/gif
open cliff
X
  rm -r /tmp/b
  mapfile -t s < <(vault_settings cliff http://objects.pipit.lan django); gallery /srv/pipit pipit "${s[@]}" AWS_S3_CUSTOM_DOMAIN=objects.pipit.lan/cliff
  set_in /srv/pipit/.env STATIC_URL http://objects.pipit.lan/cliff/static/
  open_gallery pipit pipit.example
}
symptom() { [ "$(status http://objects.pipit.lan/cliff/static/js/main.js)" != 200 ] || [ "$(send http://pipit.example/upload)" != 201 ]; }
