# title: the release that current points to was cleaned away
# expect: deploy.link-dangling | files.broken-symlink
# names: /srv/tickets/current
# target: http://tickets.example/assets/js/main.js
setup() {
  hosts tickets.example; user tickets
  bundle /srv/tickets/releases/20261102T0900/public/assets tickets:tickets
  ln -s /srv/tickets/releases/20261114T1730 /srv/tickets/current
  vhost tickets <<'CONF'
server {
    listen 80;
    server_name tickets.example;
    root /srv/tickets/current/public;
}
CONF
  start_nginx
}
symptom() { gives 404 http://tickets.example/assets/js/main.js; }
cure() { ln -sfn /srv/tickets/releases/20261102T0900 /srv/tickets/current; }
