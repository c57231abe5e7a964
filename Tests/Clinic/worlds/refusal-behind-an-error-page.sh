# title: a private file is refused, and error_page makes the refusal look like a missing file
# expect: access.file-not-readable
# verdict: confirmed
# names: /srv/ember/media/faces/olav.gif
# not: files.missing
# target: http://ember.example/media/faces/olav.gif
setup() {
  hosts ember.example; user ember
  pictures /srv/ember/media ember:ember; chmod 640 /srv/ember/media/faces/olav.gif
  file /var/www/ember/gone.html <<< '<!doctype html><title>Not here</title>'
  vhost ember <<'CONF'
server {
    listen 80;
    server_name ember.example;
    root /var/www/ember;
    error_page 403 404 =404 /gone.html;
    location /media/ { alias /srv/ember/media/; }
}
CONF
  start_nginx
}
symptom() { gives 404 http://ember.example/media/faces/olav.gif; }
cure() { chmod o+r /srv/ember/media/faces/olav.gif; }
