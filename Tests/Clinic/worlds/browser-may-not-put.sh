# title: the bucket's rule lets the site read and not put
# target: http://objects.brant.lan/drafts/in/new.gif
# target: --env-file /srv/brant/.env
# target: --upload-url http://objects.brant.lan/drafts/in/new.gif
# expect: s3.cors-missing
# verdict: confirmed
# names: http://brant.example
# cure: no
# needs: radosgw ceph-mon ceph-osd ip
setup() {
  user brant; neighbour 10.30.0.8 objects.brant.lan; policy_store 10.30.0.8 80
  objects http://objects.brant.lan <<X
make drafts
rule drafts cors "<CORSConfiguration><CORSRule><AllowedOrigin>http://brant.example</AllowedOrigin><AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>"
X
  mapfile -t s < <(vault_settings drafts http://objects.brant.lan); gallery /srv/brant brant "${s[@]}" SITE_URL=http://brant.example
  open_gallery brant brant.example
}
symptom() { [ "$(status -X OPTIONS -H 'Origin: http://brant.example' -H 'Access-Control-Request-Method: PUT' http://objects.brant.lan/drafts/in/new.gif)" != 200 ]; }
