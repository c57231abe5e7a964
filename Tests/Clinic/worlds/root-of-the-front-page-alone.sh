# title: root stands in location / alone, the location of the pictures falls to the directory nginx was built with
# expect: nginx.wrong-directory
# verdict: confirmed
# names: sites-enabled/moss
# target: http://moss.example/img/logo.gif
setup() {
  hosts moss.example; gif /var/www/moss/img/logo.gif
  file /var/www/moss/index.html <<< '<!doctype html><img src=/img/logo.gif>'
  vhost moss <<'CONF'
server {
    listen 80;
    server_name moss.example;
    location / {
        root /var/www/moss;
        index index.html;
    }
    location /img/ {
        expires 30d;
    }
}
CONF
  start_nginx
}
symptom() { gives 404 http://moss.example/img/logo.gif; }
cure() { sed -i '/server_name/a\    root /var/www/moss;' /etc/nginx/sites-available/moss; nginx -s reload; }
