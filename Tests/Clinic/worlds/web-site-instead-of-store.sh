# title: the endpoint leads to the company's web site
# expect: s3.wrong-endpoint
# verdict: confirmed
# names: http://www.rook.lan
# not: s3.no-such-bucket s3.object-missing nginx.not-running
# cure: no
# needs: rclone ip
setup() {
  user rook; neighbour 10.30.0.6 www.rook.lan; mkdir -p /srv/www; echo '<!doctype html><title>Rook</title><h1>Rook</h1>' > /srv/www/index.html
  daemon /var/log/www.log nsenter --net=/run/netns/10.30.0.6 busybox httpd -f -p 10.30.0.6:80 -h /srv/www; listening 80 10.30.0.6
  mapfile -t s < <(vault_settings towers http://www.rook.lan); gallery /srv/rook rook "${s[@]}"
  open_gallery rook rook.example
}
symptom() { refuses 500 http://rook.example/upload; }
