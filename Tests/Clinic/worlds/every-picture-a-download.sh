# title: a header for exports was written one block too high: pictures are stored instead of shown
# expect: http.disposition
# verdict: confirmed
# names: attachment
# target: http://moss.example/media/faces/ida.gif
setup() {
  hosts moss.example; pictures /srv/moss/media
  vhost moss <<'CONF'
server {
    listen 80;
    server_name moss.example;
    location /media/ {
        alias /srv/moss/media/;
        add_header Content-Disposition attachment;
    }
}
CONF
  start_nginx
}
symptom() { curl -sI http://moss.example/media/faces/ida.gif | grep -qi '^content-disposition: attachment' || return 1; }
cure() { sed -i '/Content-Disposition/d' /etc/nginx/sites-available/moss; nginx -s reload; }
