# title: the new build lies on the disk and was not copied to the bucket
# expect: s3.assets-not-uploaded
# verdict: confirmed
# names: js/main.js
# needs: radosgw ceph-mon ceph-osd ip
# cure: no
setup() {
  user godwit; neighbour 10.30.0.8 objects.godwit.lan; policy_store 10.30.0.8 80
  objects http://objects.godwit.lan <<'X'
make estuary
put estuary 2026/09/pier.gif image/gif
put estuary static/css/main.css text/css
open estuary
X
  mapfile -t s < <(vault_settings estuary http://objects.godwit.lan); gallery /srv/godwit godwit "${s[@]}"
  set_in /srv/godwit/.env STATIC_URL http://objects.godwit.lan/estuary/static/; set_in /srv/godwit/.env S3_PUBLIC_BASE_URL http://objects.godwit.lan/estuary
  open_gallery godwit godwit.example
}
symptom() { case $(status http://objects.godwit.lan/estuary/static/js/main.js) in 403|404) return 0 ;; 200) return 1 ;; esac; return 2; }
