# title: the site's pages link plainly to objects that nobody but the application may read
# target: http://plover.example/
# expect: s3.object-not-public
# verdict: likely
# names: 2026/09/pier.gif
# cure: no
# needs: radosgw ceph-mon ceph-osd ip
setup() {
  user plover; neighbour 10.30.0.8 objects.plover.lan; policy_store 10.30.0.8 80
  pictures /tmp/p; objects http://objects.plover.lan <<X
make shore
tree shore "" /tmp/p
X
  rm -r /tmp/p
  mapfile -t s < <(vault_settings shore http://objects.plover.lan django); gallery /srv/plover plover "${s[@]}" AWS_S3_CUSTOM_DOMAIN=http://objects.plover.lan/shore
  open_gallery plover plover.example
}
symptom() { gives 403 http://objects.plover.lan/shore/2026/09/pier.gif; }
