# title: the directory on the way has a name in Latin-1 and is closed
# expect: access.parent-not-traversable
# verdict: confirmed
# names: \xE9 | \xe9
# target: http://cellar.example/cav%E9/faces/ida.gif
# terminal
setup() {
  hosts cellar.example; user cellar
  pictures /srv/cellar/$'cav\xe9' cellar:cellar; chmod 750 /srv/cellar/$'cav\xe9'
  vhost cellar <<'CONF'
server {
    listen 80;
    server_name cellar.example;
    root /srv/cellar;
}
CONF
  start_nginx
}
symptom() { gives 403 http://cellar.example/cav%E9/faces/ida.gif; }
cure() { chmod o+x /srv/cellar/cav*; }
