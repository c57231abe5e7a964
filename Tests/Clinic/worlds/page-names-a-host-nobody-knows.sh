# title: the page's sheets stand under a name of its own domain that has no address
# expect: http.dns-failure
# names: files.whimbrel.example
# target: http://www.whimbrel.example/
# cure: no
setup() {
  hosts www.whimbrel.example
  file /srv/whimbrel/index.html <<< '<!doctype html><title>W</title><link rel="stylesheet" href="http://files.whimbrel.example/main.css"><h1>W</h1>'
  file /srv/whimbrel/main.css <<< 'h1{color:teal}'
  vhost whimbrel <<'CONF'
server {
    listen 80;
    server_name www.whimbrel.example;
    root /srv/whimbrel;
    index index.html;
}
CONF
  start_nginx
}
symptom() { ! curl -s -o /dev/null -m 5 http://files.whimbrel.example/main.css; }
cure() {
  echo '127.0.0.1 files.whimbrel.example' >> /etc/hosts
  sed -i 's/server_name .*/server_name www.whimbrel.example files.whimbrel.example;/' /etc/nginx/sites-available/whimbrel; nginx -s reload
}
