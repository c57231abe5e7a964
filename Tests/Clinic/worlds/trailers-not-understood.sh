# title: the vendor refuses the checksums that newer clients add
# target: --write-test
# expect: s3.checksum-incompatible
# names: AWS_REQUEST_CHECKSUM_CALCULATION
# cure: no
# needs: rclone ip
setup() {
  user whimbrel; neighbour 10.30.0.7 s3.whimbrel.lan
  edge 10.30.0.7 80 "PUT|^/heath/|x-amz-sdk-checksum-algorithm|501|NotImplemented|A header you provided implies functionality that is not implemented"
  objects http://s3.whimbrel.lan:9100 <<< "make heath"
  mapfile -t s < <(vault_settings heath http://s3.whimbrel.lan); gallery /srv/whimbrel whimbrel "${s[@]}" COVER=
  sed -i 's/headers = {"content-type": kind}/headers = {"content-type": kind, "x-amz-sdk-checksum-algorithm": "CRC32"}/' /srv/whimbrel/vault.py
  for n in botocore boto3; do file "/srv/whimbrel/venv/lib/python3.11/site-packages/$n-1.40.2.dist-info/METADATA" <<< "Metadata-Version: 2.1
Name: $n
Version: 1.40.2"; done
  open_gallery whimbrel whimbrel.example
  send http://whimbrel.example/upload >/dev/null
}
symptom() { refuses 500 http://whimbrel.example/upload; }
