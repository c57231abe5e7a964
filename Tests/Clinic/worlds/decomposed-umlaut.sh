# title: the name on the disk is spelt with a combining mark, the URL with one letter
# expect: files.name-mismatch
# verdict: confirmed
# names: brücke.gif | brücke.gif
# target: http://travel.example/media/br%C3%BCcke.gif
setup() {
  hosts travel.example; user travel
  pictures /srv/travel/media travel:travel
  gif "$(printf '/srv/travel/media/bru\314\210cke.gif')"
  vhost travel <<'CONF'
server {
    listen 80;
    server_name travel.example;
    location /media/ { alias /srv/travel/media/; }
}
CONF
  start_nginx
}
symptom() { gives 404 http://travel.example/media/br%C3%BCcke.gif; }
cure() { cd /srv/travel/media; mv "$(printf 'bru\314\210cke.gif')" "$(printf 'br\303\274cke.gif')"; }
