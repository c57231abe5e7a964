# title: the vendor's edge names the region it expects
# target: s3://attic/2026/09/pier.gif
# expect: s3.wrong-region
# verdict: confirmed
# names: eu-north-7
# needs: rclone ip
setup() {
  user teal; neighbour 10.30.0.7 s3.teal.lan
  edge 10.30.0.7 80 "GET,PUT,HEAD|^/attic|Credential=[^/]+/[0-9]+/(?!eu-north-7)|400|AuthorizationHeaderMalformed|The authorization header is malformed; the region is wrong; expecting 'eu-north-7'"
  pictures /tmp/p; objects http://s3.teal.lan:9100 S3_REGION=eu-north-7 <<X
make attic
tree attic "" /tmp/p
X
  rm -r /tmp/p
  mapfile -t s < <(vault_settings attic http://s3.teal.lan); gallery /srv/teal teal "${s[@]}"
  open_gallery teal teal.example
}
symptom() { refuses 500 http://teal.example/upload; }
