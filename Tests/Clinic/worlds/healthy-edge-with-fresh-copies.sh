# title: a cache at the front that holds what the server has
# healthy
# needs: varnishd
# needs: gcc
# target: http://quay.example/media/faces/ida.gif
setup() {
  hosts quay.example; pictures /srv/quay/media
  vhost quay <<'CONF'
server {
    listen 127.0.0.1:8081;
    server_name quay.example;
    location /media/ { alias /srv/quay/media/; expires 1h; }
}
CONF
  start_nginx
  printf 'vcl 4.1;\nbackend web { .host = "127.0.0.1"; .port = "8081"; }\n' > /etc/edge.vcl
  mkdir -p /var/lib/varnish
  ( exec setsid varnishd -F -j none -a 127.0.0.1:80 -f /etc/edge.vcl -s malloc,16m -n /var/lib/varnish/edge </dev/null >/var/log/edge.log 2>&1 ) &
  listening 80
  status http://quay.example/media/faces/ida.gif; sleep 1.2
}
symptom() { [ "$(status http://quay.example/media/faces/ida.gif)" != 200 ]; }
