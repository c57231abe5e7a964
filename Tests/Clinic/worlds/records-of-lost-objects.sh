# title: the database knows pictures that are no longer in the bucket, behind a prefix and more than a page of others
# expect: s3.object-missing
# verdict: confirmed
# names: 3 of 1203
# names: 2026/lost-1.gif | 2026/lost-2.gif | 2026/lost-3.gif
# target: --references /root/keys
# needs: rclone ip
# cure: no
setup() {
  user heron; neighbour 10.30.0.7 objects.heron.lan; mkdir -p /var/lib/vault/lagoon/gallery/2026
  for n in {1..1200}; do echo GIF89a > "/var/lib/vault/lagoon/gallery/2026/p-$n.gif"; echo "2026/p-$n.gif"; done > /root/keys
  printf '2026/lost-%s.gif\n' 1 2 3 >> /root/keys
  plain_store 10.30.0.7 9000
  mapfile -t s < <(vault_settings lagoon http://objects.heron.lan:9000 django)
  gallery /srv/heron heron "${s[@]}" AWS_LOCATION=gallery/ COVER=2026/p-1.gif
  open_gallery heron heron.example
}
symptom() { [ "$(status http://heron.example/files/2026/lost-2.gif)" = 500 ] && [ "$(status http://heron.example/files/2026/p-7.gif)" = 200 ]; }
