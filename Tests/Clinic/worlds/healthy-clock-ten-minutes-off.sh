# title: the store's clock is ten minutes off, which signatures stand
# healthy
# needs: swift-proxy-server memcached faketime ip
setup() {
  user redpoll; neighbour 10.30.0.9 objects.redpoll.lan; region_store 10.30.0.9 8080 us-east-1 "$(shifted -10m)"
  pictures /tmp/p; objects http://objects.redpoll.lan:8080 <<X
make birch
tree birch "" /tmp/p
X
  rm -r /tmp/p
  mapfile -t s < <(vault_settings birch http://objects.redpoll.lan:8080); gallery /srv/redpoll redpoll "${s[@]}" S3_PUBLIC_BASE_URL=http://redpoll.example/files COVER=
  open_gallery redpoll redpoll.example
}
symptom() { [ "$(send http://redpoll.example/upload)" != 201 ]; }
