# title: nginx hands media on to a bucket that strangers may not read
# target: http://sanderling.example/media/2026/09/pier.gif
# expect: s3.object-not-public
# verdict: likely
# names: 2026/09/pier.gif
# not: access.file-not-readable files.missing nginx.denied-by-rule
# cure: no
# needs: radosgw ceph-mon ceph-osd ip
setup() {
  user sanderling; neighbour 10.30.0.8 objects.sanderling.lan; policy_store 10.30.0.8 80
  pictures /tmp/p; objects http://objects.sanderling.lan <<X
make dune
tree dune "" /tmp/p
X
  rm -r /tmp/p
  mapfile -t s < <(vault_settings dune http://objects.sanderling.lan); gallery /srv/sanderling sanderling "${s[@]}" S3_PUBLIC_BASE_URL=http://sanderling.example/media
  open_gallery sanderling sanderling.example 'location /media/ { proxy_pass http://objects.sanderling.lan/dune/; proxy_set_header Host objects.sanderling.lan; }'
}
symptom() { gives 403 http://sanderling.example/media/2026/09/pier.gif; }
