# title: the web server's account joined the group after nginx had started
# expect: access.parent-not-traversable
# verdict: confirmed
# names: /srv/brewery/shared
# target: http://brewery.example/labels/faces/ida.gif
setup() {
  hosts brewery.example; user brewery
  pictures /srv/brewery/shared/labels brewery:brewery
  chown brewery:brewery /srv/brewery/shared; chmod 750 /srv/brewery/shared
  vhost brewery <<'CONF'
server {
    listen 80;
    server_name brewery.example;
    root /srv/brewery/shared;
}
CONF
  start_nginx
  join www-data brewery
}
symptom() { gives 403 http://brewery.example/labels/faces/ida.gif; }
cure() { nginx -s reload; }
