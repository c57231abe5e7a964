# title: a path is asked about, and a folder on the way is a link to a removed package
# expect: files.broken-symlink
# verdict: confirmed
# names: ../packages/icons/out
# target: /var/www/atlas/public/icons/pin.svg
# cure: no
setup() {
  hosts atlas.example
  bundle /var/www/atlas/public; ln -s ../packages/icons/out /var/www/atlas/public/icons
  vhost atlas <<'CONF'
server {
    listen 80;
    server_name atlas.example;
    root /var/www/atlas/public;
}
CONF
  start_nginx
}
symptom() { gives 404 http://atlas.example/icons/pin.svg; }
cure() { mkdir -p /var/www/atlas/packages/icons/out; echo '<svg/>' > /var/www/atlas/packages/icons/out/pin.svg; }
