# title: a private bucket whose links are signed anew for every visitor
# target: http://linnet.example/
# healthy
# needs: radosgw ceph-mon ceph-osd ip
setup() {
  user linnet; neighbour 10.30.0.8 vault.linnet.example; policy_store 10.30.0.8 80
  pictures /tmp/p; objects http://vault.linnet.example <<X
make hedge
tree hedge "" /tmp/p
X
  rm -r /tmp/p
  mapfile -t s < <(vault_settings hedge http://vault.linnet.example django); gallery /srv/linnet linnet "${s[@]}"
  open_gallery linnet linnet.example
}
symptom() { [ "$(send http://linnet.example/upload)" != 201 ] || [ "$(status "$(curl -s http://linnet.example/ | grep -o 'src="[^"]*' | cut -c6- | sed 's/&amp;/\&/g')")" != 200 ]; }
