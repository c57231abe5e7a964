# title: Varnish before nginx keeps the old style sheet
# target: http://avocet.example/css/main.css
# target: --connect-to avocet.example:80:127.0.0.1:8080
# expect: http.stale-cache
# verdict: likely
# cure: no
# needs: varnishd gcc
setup() {
  hosts avocet.example; bundle /srv/avocet www-data
  vhost avocet <<'CONF'
server {
    listen 8080;
    server_name avocet.example;
    root /srv/avocet;
    location /css/ { expires 7d; }
}
CONF
  start_nginx
  file /etc/varnish/default.vcl <<< 'vcl 4.1; backend default { .host = "127.0.0.1"; .port = "8080"; } sub vcl_deliver { if (obj.hits > 0) { set resp.http.X-Cache = "HIT"; } else { set resp.http.X-Cache = "MISS"; } }'
  mkdir -p /var/lib/varnish
  ( exec setsid varnishd -F -j none -a 127.0.0.1:80 -f /etc/varnish/default.vcl -s malloc,16m -n /var/lib/varnish/one </dev/null >/var/log/varnish.log 2>&1 ) &
  listening 80
  [ "$(status http://avocet.example/css/main.css)" = 200 ]
  echo ':root{--ink:#fff}' > /srv/avocet/css/main.css
}
symptom() { ! curl -sf http://avocet.example/css/main.css | grep -q fff; }
