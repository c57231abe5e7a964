# title: the private file has an escape sequence and a line break in its name
# expect: access.file-not-readable
# verdict: confirmed
# names: [31mred
# target: http://graffiti.example/wall/%1B%5B31mred%0Aface.gif
# terminal
setup() {
  hosts graffiti.example; user graffiti
  local f=$'/srv/graffiti/wall/\e[31mred\nface.gif'
  pictures /srv/graffiti/wall; gif "$f"; chown -R graffiti:graffiti /srv/graffiti; chmod 600 "$f"
  vhost graffiti <<'CONF'
server {
    listen 80;
    server_name graffiti.example;
    location /wall/ { alias /srv/graffiti/wall/; }
}
CONF
  start_nginx
}
symptom() { gives 403 http://graffiti.example/wall/%1B%5B31mred%0Aface.gif; }
cure() { chmod o+r /srv/graffiti/wall/*face.gif; }
