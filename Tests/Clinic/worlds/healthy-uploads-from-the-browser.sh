# title: pages put files into the bucket by themselves, and its rule lets them
# target: http://objects.twite.example/moor/uploads/a.gif
# target: --upload-url http://objects.twite.example/moor/uploads/a.gif
# healthy
# needs: radosgw ceph-mon ceph-osd ip
setup() {
  user twite; neighbour 10.30.0.8 objects.twite.example; policy_store 10.30.0.8 80
  objects http://objects.twite.example <<'X'
make moor
put moor uploads/a.gif image/gif
open moor
rule moor cors '<CORSConfiguration><CORSRule><AllowedOrigin>http://twite.example</AllowedOrigin><AllowedMethod>GET</AllowedMethod><AllowedMethod>PUT</AllowedMethod><AllowedHeader>*</AllowedHeader></CORSRule></CORSConfiguration>'
X
  mapfile -t s < <(vault_settings moor http://objects.twite.example); gallery /srv/twite twite "${s[@]}" S3_PUBLIC_BASE_URL=http://objects.twite.example/moor COVER=uploads/a.gif
  open_gallery twite twite.example
}
symptom() { [ "$(send http://twite.example/upload)" != 201 ] || [ "$(status -X OPTIONS -H 'Origin: http://twite.example' -H 'Access-Control-Request-Method: PUT' http://objects.twite.example/moor/uploads/a.gif)" != 200 ]; }
