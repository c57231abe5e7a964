# title: the access key in the shared credentials file was withdrawn
# expect: s3.invalid-access-key
# verdict: confirmed
# names: .aws/credentials
# cure: no
# needs: rclone ip
setup() {
  user jay; neighbour 10.30.0.7 vault.jay.lan; plain_store 10.30.0.7 9000
  objects http://vault.jay.lan:9000 <<< "make albums"
  gallery /srv/jay jay S3_BUCKET=albums S3_ENDPOINT_URL=http://vault.jay.lan:9000 S3_REGION=us-east-1 AWS_PROFILE=media
  printf '[default]\naws_access_key_id = %s\naws_secret_access_key = %s\n\n[media]\naws_access_key_id = RETIRED0KEY1ID2EXAMP\naws_secret_access_key = %s\n' "$S3_KEY" "$S3_SECRET" "$S3_SECRET" |
    file /home/jay/.aws/credentials 600 jay:jay
  chown jay:jay /home/jay/.aws
  open_gallery jay jay.example
}
symptom() { refuses 500 http://jay.example/upload; }
