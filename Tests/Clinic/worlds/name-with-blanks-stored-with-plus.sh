# title: the import wrote plus signs where the names have blanks
# target: "s3://scores/autumn fair/second day.gif"
# target: --env-file /srv/rail/.env
# expect: s3.key-mismatch | s3.object-missing
# cure: no
# needs: radosgw ceph-mon ceph-osd ip
setup() {
  user rail; neighbour 10.30.0.8 objects.rail.lan; policy_store 10.30.0.8 80
  objects http://objects.rail.lan <<'X'
make scores
put scores autumn+fair/second+day.gif image/gif
put scores autumn+fair/first+day.gif image/gif
X
  mapfile -t s < <(vault_settings scores http://objects.rail.lan); gallery /srv/rail rail "${s[@]}" COVER=
  open_gallery rail rail.example
}
symptom() { gives 500 "http://rail.example/files/autumn%20fair/second%20day.gif"; }
