# title: uploads stay in a queue until their signature is too old, and the clocks agree
# expect: s3.signature-aged
# verdict: likely
# names: RequestTimeTooSkewed
# not: s3.clock-skew
# cure: no
# needs: rclone ip
setup() {
  user gadwall; neighbour 10.30.0.7 vault.gadwall.lan
  edge 10.30.0.7 80 'PUT|^/tapes/uploads/|.|403|RequestTimeTooSkewed|The difference between the request time and the current time is too large.'
  objects http://vault.gadwall.lan <<X
make tapes
X
  mapfile -t s < <(vault_settings tapes http://vault.gadwall.lan); gallery /srv/gadwall gadwall "${s[@]}"
  open_gallery gadwall gadwall.example
  local n; for n in 1 2 3 4 5; do [ "$(send http://gadwall.example/upload 900 "tape$n.bin")" = 500 ]; done
}
symptom() { refuses 500 http://gadwall.example/upload; }
