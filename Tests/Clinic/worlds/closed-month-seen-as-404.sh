# title: one month's folder is closed, and try_files turns the refusal into a 404
# expect: access.parent-not-traversable
# verdict: confirmed
# names: /srv/gazette/uploads/2026/11
# not: files.missing nginx.try-files-wrong
# target: http://gazette.example/uploads/2026/11/front.gif
setup() {
  hosts gazette.example; user gazette
  pictures /srv/gazette/uploads gazette:gazette
  gif /srv/gazette/uploads/2026/11/front.gif; chown -R gazette:gazette /srv/gazette/uploads/2026/11; chmod 700 /srv/gazette/uploads/2026/11
  vhost gazette <<'CONF'
server {
    listen 80;
    server_name gazette.example;
    root /srv/gazette;
    location / { try_files $uri =404; }
}
CONF
  start_nginx
}
symptom() { gives 404 http://gazette.example/uploads/2026/11/front.gif; }
cure() { chmod o+x /srv/gazette/uploads/2026/11; }
