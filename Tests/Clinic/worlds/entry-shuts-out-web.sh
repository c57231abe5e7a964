# title: a directory is open to all but, by name, to the web server's account
# expect: access.acl-denies
# verdict: confirmed
# names: /srv/clinicview/scans
# names: www-data
# needs: setfacl
# target: http://scans.example/scans/faces/olav.gif
setup() {
  hosts scans.example; user radiology
  pictures /srv/clinicview/scans radiology:radiology
  setfacl -m u:www-data:--- /srv/clinicview/scans
  vhost scans <<'CONF'
server {
    listen 80;
    server_name scans.example;
    root /srv/clinicview;
}
CONF
  start_nginx
}
symptom() { gives 403 http://scans.example/scans/faces/olav.gif; }
cure() { setfacl -x u:www-data /srv/clinicview/scans; }
