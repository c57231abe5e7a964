# title: the attachments are a link into a tree that the web server may not enter
# expect: access.symlink-target-denied | access.parent-not-traversable
# verdict: confirmed
# names: /var/lib/wikidata
# target: http://wiki.example/attachments/faces/ida.gif
setup() {
  hosts wiki.example; user wiki
  pictures /var/lib/wikidata/attachments wiki:wiki
  chown wiki:wiki /var/lib/wikidata; chmod 750 /var/lib/wikidata
  file /srv/wiki/public/index.html <<< '<!doctype html><title>Wiki</title>'
  ln -s /var/lib/wikidata/attachments /srv/wiki/public/attachments
  vhost wiki <<'CONF'
server {
    listen 80;
    server_name wiki.example;
    root /srv/wiki/public;
}
CONF
  start_nginx
}
symptom() { gives 403 http://wiki.example/attachments/faces/ida.gif; }
cure() { chmod o+x /var/lib/wikidata; }
