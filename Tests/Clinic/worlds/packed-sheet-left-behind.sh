# title: the packed copy of the style sheet is older than the sheet
# expect: nginx.precompressed-stale
# names: /var/www/loom/css/main.css.gz
# target: http://loom.example/css/main.css
setup() {
  hosts loom.example
  bundle /var/www/loom; gzip -k /var/www/loom/css/main.css; touch -d '-20 days' /var/www/loom/css/main.css.gz
  echo 'main{max-width:72ch}' > /var/www/loom/css/main.css; touch -d '-2 days' /var/www/loom/css/main.css
  vhost loom <<'CONF'
server {
    listen 80;
    server_name loom.example;
    root /var/www/loom;
    gzip_static on;
}
CONF
  start_nginx
}
symptom() { [ "$(status http://loom.example/css/main.css)" = 200 ] || return 2; ! curl -s --compressed http://loom.example/css/main.css | grep -q 72ch; }
cure() { gzip -kf /var/www/loom/css/main.css; }
