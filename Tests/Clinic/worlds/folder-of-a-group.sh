# title: a folder is open to a group to which the web server does not belong
# expect: access.parent-not-traversable
# verdict: confirmed
# names: /srv/lab/results
# target: http://lab.example/results/2026/10/lock.gif
setup() {
  hosts lab.example; user lab; echo 'science:x:2050:lab' >> /etc/group
  pictures /srv/lab/results lab:science; chmod 2750 /srv/lab/results
  vhost lab <<'CONF'
server {
    listen 80;
    server_name lab.example;
    root /srv/lab;
    autoindex on;
}
CONF
  start_nginx
}
symptom() { gives 403 http://lab.example/results/2026/10/lock.gif; }
cure() { chmod o+x /srv/lab/results; }
