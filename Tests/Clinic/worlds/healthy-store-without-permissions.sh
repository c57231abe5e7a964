# title: a plain store that knows no anonymous readers, reached by shared credentials
# target: s3://lea/faces/ida.gif
# healthy
# needs: rclone ip
setup() {
  user brambling; neighbour 10.30.0.7 vault.brambling.lan; plain_store 10.30.0.7 9000
  pictures /tmp/p; objects http://vault.brambling.lan:9000 <<X
make lea
tree lea "" /tmp/p
put lea papers/annual%20report.pdf application/pdf
put lea "papers/plan b.pdf" application/pdf
X
  rm -r /tmp/p
  gallery /srv/brambling brambling S3_BUCKET=lea S3_ENDPOINT_URL=http://vault.brambling.lan:9000 S3_REGION=auto COVER=
  printf '[default]\naws_access_key_id=%s\naws_secret_access_key=%s\n' "$S3_KEY" "$S3_SECRET" | file /home/brambling/.aws/credentials 600 brambling:brambling
  chown brambling:brambling /home/brambling/.aws
  open_gallery brambling brambling.example
}
symptom() { [ "$(send http://brambling.example/upload)" != 201 ] || [ "$(status http://brambling.example/files/faces/ida.gif)" != 200 ]; }
