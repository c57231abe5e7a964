# title: the cache at the front still says 404 for a picture that came a minute later
# expect: http.stale-cache
# verdict: confirmed
# names: Age
# needs: varnishd
# needs: gcc
# target: http://quay.example/media/faces/ida.gif
setup() {
  hosts quay.example; pictures /srv/quay/media; mv /srv/quay/media/faces/ida.gif /root/ida.gif
  vhost quay <<'CONF'
server {
    listen 127.0.0.1:8081;
    server_name quay.example;
    location /media/ { alias /srv/quay/media/; }
}
CONF
  start_nginx
  cat > /etc/edge.vcl <<'VCL'
vcl 4.1;
backend web { .host = "127.0.0.1"; .port = "8081"; }
sub vcl_backend_response { set beresp.ttl = 20m; }
VCL
  mkdir -p /var/lib/varnish
  ( exec setsid varnishd -F -j none -a 127.0.0.1:80 -f /etc/edge.vcl -s malloc,16m -n /var/lib/varnish/edge </dev/null >/var/log/edge.log 2>&1 ) &
  listening 80
  status http://quay.example/media/faces/ida.gif; mv /root/ida.gif /srv/quay/media/faces/ida.gif; sleep 1.2
}
symptom() { gives 404 http://quay.example/media/faces/ida.gif; }
cure() { varnishadm -n /var/lib/varnish/edge ban 'req.url ~ .'; }
