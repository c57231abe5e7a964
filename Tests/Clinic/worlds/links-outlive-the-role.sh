# title: links live for a week, the role that signed them for an hour
# target: http://dovekie.example/letters.html
# target: --env-file /srv/dovekie/.env
# expect: s3.presigned-credentials-expired
# verdict: confirmed
# cure: no
# needs: rclone ip
setup() {
  user dovekie; neighbour 10.30.0.7 vault.dovekie.lan
  edge 10.30.0.7 80 'GET,HEAD|X-Amz-Security-Token=|.|400|ExpiredToken|The provided token has expired.'
  pictures /tmp/p; objects http://vault.dovekie.lan <<X
make letters
tree letters "" /tmp/p
X
  rm -r /tmp/p; mkdir -p /srv/dovekie
  local link; link=$(objects http://vault.dovekie.lan <<< 'link letters faces/ida.gif 604800 30000 IQoJb3JpZ2luX2VjEXAMPLETOKENFORROLEdovekie')
  mapfile -t s < <(vault_settings letters http://vault.dovekie.lan); gallery /srv/dovekie dovekie "${s[@]}"
  file /srv/dovekie/pages/letters.html <<< "<!doctype html><title>Letters</title><img src=\"${link//&/&amp;}\" alt=\"\">"
  echo "$link" > /root/link
  open_gallery dovekie dovekie.example 'location = /letters.html { root /srv/dovekie/pages; }'
}
symptom() { gives 400 "$(cat /root/link)"; }
