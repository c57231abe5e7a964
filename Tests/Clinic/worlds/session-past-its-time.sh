# title: the session token in the settings has expired
# expect: s3.token-expired
# verdict: confirmed
# names: AWS_SESSION_TOKEN
# not: s3.signature-mismatch s3.access-denied
# cure: no
# needs: rclone ip
setup() {
  user stilt; neighbour 10.30.0.7 s3.stilt.lan
  edge 10.30.0.7 80 "GET,PUT|^/|x-amz-security-token: |400|ExpiredToken|The provided token has expired." "HEAD|^/|x-amz-security-token: |400|ExpiredToken|-"
  objects http://s3.stilt.lan:9100 <<< "make flats"
  mapfile -t s < <(vault_settings flats http://s3.stilt.lan django); gallery /srv/stilt stilt "${s[@]}" AWS_SESSION_TOKEN=FwoGZXIvYXdzEXAMPLEtoken8
  open_gallery stilt stilt.example
}
symptom() { refuses 500 http://stilt.example/upload; }
