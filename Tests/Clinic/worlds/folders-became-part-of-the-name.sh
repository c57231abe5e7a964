# title: an archive from Windows was unpacked, its folders are part of the names
# expect: files.name-mismatch
# verdict: confirmed
# names: scans
# target: http://ledge.example/media/scans/2026/page.gif
setup() {
  hosts ledge.example; pictures /srv/ledge/media; gif '/srv/ledge/media/scans\2026\page.gif'
  vhost ledge <<'CONF'
server {
    listen 80;
    server_name ledge.example;
    location /media/ { alias /srv/ledge/media/; }
    location / { return 204; }
}
CONF
  start_nginx
}
symptom() { gives 404 http://ledge.example/media/scans/2026/page.gif; }
cure() { mkdir -p /srv/ledge/media/scans/2026; mv '/srv/ledge/media/scans\2026\page.gif' /srv/ledge/media/scans/2026/page.gif; }
