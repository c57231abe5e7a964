# title: the archive was moved, and the link to it was not
# expect: files.broken-symlink
# verdict: confirmed
# names: /srv/radio/public/archive
# target: http://radio.example/archive/faces/ida.gif
# cure: no
setup() {
  hosts radio.example; user radio
  pictures /srv/radio/tapes-2026 radio:radio
  file /srv/radio/public/index.html <<< '<!doctype html><title>Radio</title>'
  ln -s ../tapes /srv/radio/public/archive
  vhost radio <<'CONF'
server {
    listen 80;
    server_name radio.example;
    root /srv/radio/public;
}
CONF
  start_nginx
}
symptom() { gives 404 http://radio.example/archive/faces/ida.gif; }
cure() { ln -sfn ../tapes-2026 /srv/radio/public/archive; }
