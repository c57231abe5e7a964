# title: least rights: the application may read and write objects, and nothing else
# target: http://bunting.example/
# target: --write-test
# healthy
# needs: radosgw ceph-mon ceph-osd ip
setup() {
  user bunting; neighbour 10.30.0.8 objects.bunting.example; policy_store 10.30.0.8 80
  store_user 10.30.0.8 web WEB0ONLY1READS2EXAMP w3Kq9WmZt1LxVb7Pd0RsYh5Nc2Gj8UaEo6TiQvX8
  pictures /tmp/p; objects http://objects.bunting.example <<X
make reed
tree reed "" /tmp/p
rule reed policy '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":{"AWS":["arn:aws:iam:::user/web"]},"Action":["s3:GetObject","s3:PutObject","s3:DeleteObject"],"Resource":["arn:aws:s3:::reed/*"]}]}'
X
  rm -r /tmp/p
  S3_KEY=WEB0ONLY1READS2EXAMP S3_SECRET=w3Kq9WmZt1LxVb7Pd0RsYh5Nc2Gj8UaEo6TiQvX8
  mapfile -t s < <(vault_settings reed http://objects.bunting.example); gallery /srv/bunting bunting "${s[@]}"
  open_gallery bunting bunting.example
}
symptom() { [ "$(send http://bunting.example/upload)" != 201 ]; }
