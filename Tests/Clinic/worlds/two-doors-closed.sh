# title: two directories on the way are closed, the second shows only when the first is open
# expect: access.parent-not-traversable
# verdict: confirmed
# names: /home/knot
# target: http://knot.example/a/papers/minutes.pdf
setup() {
  hosts knot.example; user knot 750
  pictures /home/knot/site/a knot:knot; chmod 700 /home/knot/site/a/papers
  vhost knot <<'CONF'
server {
    listen 80;
    server_name knot.example;
    root /home/knot/site;
}
CONF
  start_nginx
}
symptom() { gives 403 http://knot.example/a/papers/minutes.pdf; }
cure() { chmod o+x /home/knot /home/knot/site/a/papers; }
