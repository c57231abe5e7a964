# title: every stored key is an object of the bucket
# healthy
# target: --references /root/keys
# report: 1200 of 1200 keys lead to a file below s3://reeds/
# needs: rclone ip
setup() {
  user dunlin; neighbour 10.30.0.7 objects.dunlin.lan; mkdir -p /var/lib/vault/reeds/2026
  for n in {1..1200}; do echo GIF89a > "/var/lib/vault/reeds/2026/p-$n.gif"; echo "2026/p-$n.gif"; done > /root/keys
  plain_store 10.30.0.7 9000
  mapfile -t s < <(vault_settings reeds http://objects.dunlin.lan:9000 S3)
  gallery /srv/dunlin dunlin "${s[@]}" COVER=2026/p-1.gif
  open_gallery dunlin dunlin.example
}
symptom() { [ "$(status http://dunlin.example/files/2026/p-7.gif)" != 200 ]; }
