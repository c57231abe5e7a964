# title: the site was moved as a whole, a link in it still has the path of before
# expect: files.broken-symlink
# verdict: confirmed
# names: ln -sfn /var/www/thyme/packs
# target: /var/www/thyme/public/packs/css/main.css
setup() {
  hosts thyme.example; bundle /var/www/thyme/packs; mkdir -p /var/www/thyme/public
  file /var/www/thyme/public/index.html <<< '<!doctype html><link rel=stylesheet href=/packs/css/main.css>'
  ln -s /data/www/thyme/packs /var/www/thyme/public/packs
  vhost thyme <<'CONF'
server {
    listen 80;
    server_name thyme.example;
    root /var/www/thyme/public;
}
CONF
  start_nginx
}
symptom() { gives 404 http://thyme.example/packs/css/main.css; }
cure() { ln -sfn /var/www/thyme/packs /var/www/thyme/public/packs; }
