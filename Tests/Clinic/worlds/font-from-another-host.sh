# title: the pages' font lies on the static host, which says nothing of other origins
# expect: http.cross-origin-blocked
# verdict: confirmed
# names: Access-Control-Allow-Origin
# target: http://moss.example/
setup() {
  hosts moss.example static.moss.example; bundle /srv/moss/static
  file /srv/moss/static/css/type.css <<< '@font-face{font-family:Text;src:url("../type/text.woff2") format("woff2")}'
  file /srv/moss/www/index.html <<< '<!doctype html><title>Moss</title><link rel="stylesheet" href="//static.moss.example/css/type.css">'
  vhost moss <<'CONF'
server {
    listen 80;
    server_name moss.example;
    root /srv/moss/www;
    index index.html;
}
server {
    listen 80;
    server_name static.moss.example;
    root /srv/moss/static;
    location / {
        expires 1h;
    }
}
CONF
  start_nginx
}
symptom() { curl -sI -H 'Origin: http://moss.example' http://static.moss.example/type/text.woff2 | grep -qi '^access-control-allow-origin' && return 1; return 0; }
cure() { sed -i 's#expires 1h;#&\n        add_header Access-Control-Allow-Origin http://moss.example;#' /etc/nginx/sites-available/moss; nginx -s reload; }
