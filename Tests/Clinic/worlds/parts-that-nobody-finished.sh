# title: uploads in parts were begun and never finished, and no rule removes them
# expect: s3.no-lifecycle | s3.incomplete-multipart
# verdict: likely
# names: reels
# cure: no
# needs: radosgw ceph-mon ceph-osd ip
setup() {
  user smew; neighbour 10.30.0.8 objects.smew.lan; policy_store 10.30.0.8 80
  pictures /tmp/p; objects http://objects.smew.lan <<X
make reels
tree reels "" /tmp/p
begin reels films/one.mp4
begin reels films/two.mp4
X
  rm -r /tmp/p
  mapfile -t s < <(vault_settings reels http://objects.smew.lan laravel); gallery /srv/smew smew "${s[@]}"
  open_gallery smew smew.example
}
symptom() {
  cd /opt/owner
  env S3_ENDPOINT_URL=http://objects.smew.lan S3_BUCKET=reels S3_ACCESS_KEY_ID="$S3_KEY" S3_SECRET_ACCESS_KEY="$S3_SECRET" \
    /usr/bin/python3 -B -c 'from vault import Vault; print(Vault().ask("GET", query="uploads="))' | grep -q films/one.mp4
}
