# title: a handbook copied with private modes beside an env file and a key of the same owner and mode
# target: http://sage.example/handbook.pdf
# expect: access.file-not-readable
# verdict: confirmed
# names: chmod o+r /srv/sage/handbook.pdf
setup() {
  hosts sage.example; user sage; bundle /srv/sage sage:sage
  doc /srv/sage/handbook.pdf /srv/sage/notes.pdf; echo 'DATABASE_PASSWORD=k3nn3d4s' > /srv/sage/.env
  openssl genpkey -algorithm ED25519 -out /srv/sage/license.pem 2>/dev/null
  chown sage:sage /srv/sage/{handbook.pdf,notes.pdf,.env,license.pem}; chmod 600 /srv/sage/{handbook.pdf,notes.pdf,.env,license.pem}
  vhost sage <<'CONF'
server {
    listen 80;
    server_name sage.example;
    root /srv/sage;
}
CONF
  start_nginx
}
symptom() { [ "$(stat -c %a /srv/sage/.env /srv/sage/license.pem | sort -u)" != 600 ] && return 3; gives 403 http://sage.example/handbook.pdf; }
cure() { chmod o+r /srv/sage/handbook.pdf; }
