# title: the application's user may read the bucket and not write to it
# target: --write-test
# expect: s3.access-denied
# verdict: confirmed
# names: s3:PutObject
# cure: no
# needs: radosgw ceph-mon ceph-osd ip
setup() {
  user avocet; neighbour 10.30.0.8 objects.avocet.lan; policy_store 10.30.0.8 80
  store_user 10.30.0.8 web WEB0ONLY1READS2EXAMP w3Kq9WmZt1LxVb7Pd0RsYh5Nc2Gj8UaEo6TiQvX8
  pictures /tmp/p; objects http://objects.avocet.lan <<X
make lagoon
tree lagoon "" /tmp/p
rule lagoon policy '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":["arn:aws:iam:::user/web"]},"Action":["s3:GetObject","s3:ListBucket"],"Resource":["arn:aws:s3:::lagoon","arn:aws:s3:::lagoon/*"]}]}'
X
  rm -r /tmp/p
  S3_KEY=WEB0ONLY1READS2EXAMP S3_SECRET=w3Kq9WmZt1LxVb7Pd0RsYh5Nc2Gj8UaEo6TiQvX8
  mapfile -t s < <(vault_settings lagoon http://objects.avocet.lan); gallery /srv/avocet avocet "${s[@]}"
  open_gallery avocet avocet.example
}
symptom() { refuses 500 http://avocet.example/upload; }
