# title: the objects are encrypted with a key that the application may not use
# target: s3://ledger/papers/minutes.pdf
# expect: s3.encryption-key-denied
# verdict: confirmed
# names: kms:Decrypt
# not: s3.access-denied s3.missing-list-permission s3.object-missing
# cure: no
# needs: rclone ip
setup() {
  user snipe; neighbour 10.30.0.7 s3.snipe.lan
  edge 10.30.0.7 80 "GET,HEAD|^/ledger/papers/|.|403|AccessDenied|User: arn:aws:iam::111122223333:user/web is not authorized to perform: kms:Decrypt on resource: arn:aws:kms:eu-north-7:111122223333:key/1 because no identity-based policy allows the kms:Decrypt action"
  pictures /tmp/p; objects http://s3.snipe.lan:9100 <<X
make ledger
tree ledger "" /tmp/p
X
  rm -r /tmp/p
  mapfile -t s < <(vault_settings ledger http://s3.snipe.lan); gallery /srv/snipe snipe "${s[@]}"
  open_gallery snipe snipe.example
}
symptom() { gives 500 http://snipe.example/files/papers/minutes.pdf; }
