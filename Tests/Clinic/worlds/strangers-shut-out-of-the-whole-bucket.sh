# title: the policy opens the bucket to everybody and the block of public access closes it again
# target: http://objects.auk.lan/prints/faces/ida.gif
# target: --env-file /srv/auk/.env
# expect: s3.public-access-blocked
# verdict: confirmed
# names: prints
# cure: no
# needs: radosgw ceph-mon ceph-osd ip
setup() {
  user auk; neighbour 10.30.0.8 objects.auk.lan; policy_store 10.30.0.8 80
  pictures /tmp/p; objects http://objects.auk.lan <<X
make prints
tree prints "" /tmp/p x-amz-acl:public-read
rule prints publicAccessBlock "<PublicAccessBlockConfiguration><BlockPublicAcls>true</BlockPublicAcls><IgnorePublicAcls>true</IgnorePublicAcls><BlockPublicPolicy>true</BlockPublicPolicy><RestrictPublicBuckets>false</RestrictPublicBuckets></PublicAccessBlockConfiguration>"
X
  rm -r /tmp/p
  mapfile -t s < <(vault_settings prints http://objects.auk.lan django); gallery /srv/auk auk "${s[@]}" AWS_S3_CUSTOM_DOMAIN=objects.auk.lan/prints
  open_gallery auk auk.example
}
symptom() { gives 403 http://objects.auk.lan/prints/faces/ida.gif; }
