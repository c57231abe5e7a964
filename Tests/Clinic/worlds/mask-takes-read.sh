# title: the web server has an ACL entry that the mask takes away
# expect: access.acl-denies
# verdict: confirmed
# names: mask
# names: /srv/quarry/media/2026/10/lock.gif
# needs: setfacl
# target: http://quarry.example/media/2026/10/lock.gif
setup() {
  hosts quarry.example; user quarry
  pictures /srv/quarry/media quarry:quarry
  find /srv/quarry/media -type f -exec chmod 640 {} + -exec setfacl -m u:www-data:r {} +
  setfacl -m m::- /srv/quarry/media/2026/10/lock.gif
  vhost quarry <<'CONF'
server {
    listen 80;
    server_name quarry.example;
    location /media/ { alias /srv/quarry/media/; }
}
CONF
  start_nginx
}
symptom() { gives 403 http://quarry.example/media/2026/10/lock.gif; }
cure() { setfacl -m m::r /srv/quarry/media/2026/10/lock.gif; }
