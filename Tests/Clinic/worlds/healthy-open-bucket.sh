# title: a public bucket with its base URL, read only by the application's user too
# target: http://objects.siskin.example/pines/2026/09/pier.gif
# target: http://siskin.example/
# healthy
# needs: radosgw ceph-mon ceph-osd ip
setup() {
  user siskin; neighbour 10.30.0.8 objects.siskin.example; policy_store 10.30.0.8 80
  pictures /tmp/p; objects http://objects.siskin.example <<X
make pines
tree pines "" /tmp/p
open pines
X
  rm -r /tmp/p
  mapfile -t s < <(vault_settings pines http://objects.siskin.example); gallery /srv/siskin siskin "${s[@]}" S3_PUBLIC_BASE_URL=http://objects.siskin.example/pines
  open_gallery siskin siskin.example
}
symptom() { [ "$(send http://siskin.example/upload)" != 201 ] || [ "$(status http://objects.siskin.example/pines/2026/09/pier.gif)" != 200 ]; }
