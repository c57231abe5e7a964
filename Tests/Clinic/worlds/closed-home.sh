# title: the site lives in a home directory that only its owner may enter
# expect: access.parent-not-traversable
# verdict: confirmed
# names: /home/mira
# not: access.file-not-readable
# target: http://mira.example/zines/papers/minutes.pdf
setup() {
  hosts mira.example; user mira 700
  pictures /home/mira/site/zines mira:mira
  vhost mira <<'CONF'
server {
    listen 80;
    server_name mira.example;
    root /home/mira/site;
    error_page 404 /missing.html;
}
CONF
  start_nginx
}
symptom() { gives 403 http://mira.example/zines/papers/minutes.pdf; }
cure() { chmod o+x /home/mira; }
