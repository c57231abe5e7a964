# title: pages show links signed for a name that only the servers know
# target: http://curlew.example/
# expect: s3.presigned-wrong-host
# verdict: likely
# names: minio:9000
# cure: no
# needs: rclone ip
setup() {
  user curlew; neighbour 10.30.0.7 minio; plain_store 10.30.0.7 9000
  pictures /tmp/p; objects http://minio:9000 <<X
make moor
tree moor "" /tmp/p
X
  rm -r /tmp/p
  mapfile -t s < <(vault_settings moor http://minio:9000); gallery /srv/curlew curlew "${s[@]}"
  open_gallery curlew curlew.example
}
symptom() { curl -s http://curlew.example/ | grep -q 'src="http://minio:9000/'; }
