# title: nginx was stopped and not started again
# expect: nginx.not-running
# verdict: confirmed
# target: http://lodge.example/media/faces/ida.gif
setup() {
  hosts lodge.example; user lodge
  pictures /srv/lodge/media lodge:lodge
  vhost lodge <<'CONF'
server {
    listen 80;
    server_name lodge.example;
    location /media/ { alias /srv/lodge/media/; }
}
CONF
}
symptom() { gives 000 http://lodge.example/media/faces/ida.gif; }
cure() { nginx; }
