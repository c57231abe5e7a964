# title: the style sheet has no bytes since the disk ran full during a deploy
# expect: files.empty-or-truncated
# names: /var/www/press/css/main.css
# cure: no
# target: http://press.example/css/main.css
setup() {
  hosts press.example
  bundle /var/www/press; : > /var/www/press/css/main.css
  vhost press <<'CONF'
server {
    listen 80;
    server_name press.example;
    root /var/www/press;
}
CONF
  start_nginx
}
symptom() { [ "$(status http://press.example/css/main.css)" = 200 ] || return 2; [ -z "$(curl -s http://press.example/css/main.css)" ]; }
cure() { echo 'body{margin:0}' > /var/www/press/css/main.css; }
