# title: the endpoint was copied with the bucket in it, and the client adds the bucket once more
# expect: s3.wrong-endpoint
# verdict: confirmed
# names: S3_ENDPOINT_URL
# needs: rclone ip
setup() {
  user plover; neighbour 10.30.0.8 objects.plover.lan; plain_store 10.30.0.8 80; pictures /tmp/pictures
  objects http://objects.plover.lan <<X
make sketches
tree sketches "" /tmp/pictures
X
  rm -r /tmp/pictures
  mapfile -t s < <(vault_settings sketches http://objects.plover.lan/sketches); gallery /srv/plover plover "${s[@]}" COVER=faces/ida.gif
  open_gallery plover plover.example
}
symptom() {
  local u; u=$(curl -s http://plover.example/ | sed -n 's/.*<img src="\([^"]*\)".*/\1/p' | sed 's/&amp;/\&/g'); [ "$(status "$u")" != 200 ]
}
cure() { set_in /srv/plover/.env S3_ENDPOINT_URL http://objects.plover.lan; kill "$(pgrep -of service)"; sleep 1; app -u plover -d /srv/plover -f /srv/plover/.env; }
