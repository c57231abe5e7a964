# title: a framework stores in a bucket and was given no key
# target: http://finch.example/
# expect: s3.credentials-missing
# verdict: confirmed
# names: AWS_ACCESS_KEY_ID
# cure: no
# needs: rclone ip
setup() {
  user finch; neighbour 10.30.0.7 vault.finch.lan; plain_store 10.30.0.7 9000
  objects http://vault.finch.lan:9000 <<< "make nests"
  gallery /srv/finch finch AWS_STORAGE_BUCKET_NAME=nests AWS_S3_ENDPOINT_URL=http://vault.finch.lan:9000
  open_gallery finch finch.example
}
symptom() { refuses 500 http://finch.example/upload; }
