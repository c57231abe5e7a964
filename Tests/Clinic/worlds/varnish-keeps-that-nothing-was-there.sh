# title: Varnish before nginx keeps the 404 of a file that came later
# target: http://phalarope.example/papers/minutes.pdf
# target: --connect-to phalarope.example:80:127.0.0.1:8080
# expect: http.stale-cache
# verdict: likely
# not: files.missing
# cure: no
# needs: varnishd gcc
setup() {
  hosts phalarope.example; mkdir -p /srv/phalarope /var/lib/varnish
  vhost phalarope <<'CONF'
server {
    listen 8080;
    server_name phalarope.example;
    root /srv/phalarope;
}
CONF
  start_nginx
  file /etc/varnish/default.vcl <<< 'vcl 4.1; backend default { .host = "127.0.0.1"; .port = "8080"; } sub vcl_backend_response { set beresp.ttl = 1h; }'
  ( exec setsid varnishd -F -j none -a 127.0.0.1:80 -f /etc/varnish/default.vcl -s malloc,16m -n /var/lib/varnish/two </dev/null >/var/log/varnish.log 2>&1 ) &
  listening 80
  [ "$(status http://phalarope.example/papers/minutes.pdf)" = 404 ]
  doc /srv/phalarope/papers/minutes.pdf
}
symptom() { gives 404 http://phalarope.example/papers/minutes.pdf; }
cure() { varnishadm -n /var/lib/varnish/two 'ban req.url ~ .'; }
