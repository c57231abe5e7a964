# title: links in the page were signed hours ago for five minutes
# target: http://dotterel.example/
# expect: s3.presigned-expired
# verdict: confirmed
# names: 300
# cure: no
# needs: rclone ip
setup() {
  user dotterel; neighbour 10.30.0.7 vault.dotterel.example; plain_store 10.30.0.7 80
  pictures /tmp/p; objects http://vault.dotterel.example <<X
make fell
tree fell "" /tmp/p
X
  rm -r /tmp/p
  mapfile -t s < <(vault_settings fell http://vault.dotterel.example); gallery /srv/dotterel dotterel "${s[@]}" LINK_SECONDS=300 LINK_AGE=9000
  open_gallery dotterel dotterel.example
}
symptom() { local u; u=$(curl -s http://dotterel.example/ | grep -o 'src="[^"]*' | cut -c6- | sed 's/&amp;/\&/g'); case $(status "$u") in 400|403) return 0 ;; 200) return 1 ;; esac; return 2; }
