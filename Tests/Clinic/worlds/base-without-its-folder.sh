# title: objects lie below a folder that the public address leaves out
# target: http://files.dunlin.lan/tide/2026/09/pier.gif
# expect: s3.key-mismatch | s3.public-base-wrong
# verdict: likely
# names: media/2026/09/pier.gif
# cure: no
# needs: radosgw ceph-mon ceph-osd ip
setup() {
  user dunlin; neighbour 10.30.0.8 files.dunlin.lan; policy_store 10.30.0.8 80
  pictures /tmp/p; objects http://files.dunlin.lan <<X
make tide
tree tide media/ /tmp/p
open tide
X
  rm -r /tmp/p
  mapfile -t s < <(vault_settings tide http://files.dunlin.lan laravel); gallery /srv/dunlin dunlin "${s[@]}" AWS_URL=http://files.dunlin.lan/tide
  open_gallery dunlin dunlin.example
}
symptom() { case $(status http://files.dunlin.lan/tide/2026/09/pier.gif) in 403|404) return 0 ;; 200) return 1 ;; esac; return 2; }
