# title: uploads carry an access list that the bucket does not take
# target: http://brant.example/
# target: --write-test
# expect: s3.acl-disabled
# verdict: confirmed
# names: AWS_DEFAULT_ACL
# needs: rclone ip
setup() {
  user brant; neighbour 10.30.0.7 s3.brant.lan
  edge 10.30.0.7 80 "PUT|^/marsh/|x-amz-acl: public-read|400|AccessControlListNotSupported|The bucket does not allow ACLs"
  pictures /tmp/p; objects http://s3.brant.lan:9100 <<X
make marsh
tree marsh "" /tmp/p
X
  rm -r /tmp/p
  mapfile -t s < <(vault_settings marsh http://s3.brant.lan django); gallery /srv/brant brant "${s[@]}" AWS_DEFAULT_ACL=public-read
  open_gallery brant brant.example
}
symptom() { refuses 500 http://brant.example/upload; }
