# title: what is not there is answered 403, since the bucket may not be listed
# target: s3://lagoon/uploads/new.gif
# expect: s3.missing-list-permission
# verdict: likely
# names: s3:ListBucket
# not: s3.access-denied s3.object-not-public
# cure: no
# needs: radosgw ceph-mon ceph-osd ip
setup() {
  user ruff; neighbour 10.30.0.8 objects.ruff.lan; policy_store 10.30.0.8 80
  store_user 10.30.0.8 web WEB0ONLY1READS2EXAMP w3Kq9WmZt1LxVb7Pd0RsYh5Nc2Gj8UaEo6TiQvX8
  pictures /tmp/p; objects http://objects.ruff.lan <<X
make lagoon
tree lagoon "" /tmp/p
rule lagoon policy '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":["arn:aws:iam:::user/web"]},"Action":["s3:GetObject","s3:PutObject"],"Resource":["arn:aws:s3:::lagoon/*"]}]}'
X
  rm -r /tmp/p
  S3_KEY=WEB0ONLY1READS2EXAMP S3_SECRET=w3Kq9WmZt1LxVb7Pd0RsYh5Nc2Gj8UaEo6TiQvX8
  mapfile -t s < <(vault_settings lagoon http://objects.ruff.lan django); gallery /srv/ruff ruff "${s[@]}"
  open_gallery ruff ruff.example
}
symptom() { gives 500 http://ruff.example/files/uploads/new.gif; }
