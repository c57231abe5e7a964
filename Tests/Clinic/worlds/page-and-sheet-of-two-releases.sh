# title: in the middle of a rollout the page and its sheet come from different releases
# target: http://razorbill.example/
# expect: deploy.mixed-releases | http.inconsistent-instances
# verdict: likely
# names: razor-
# cure: no
setup() {
  hosts razorbill.example; local n h
  for n in blue:4f21c09a green:b7730e5d; do
    h=${n#*:} n=${n%:*}
    file "/srv/razorbill/$n/build/razor-$h.css" <<< "main{--release:$h}"; file "/srv/razorbill/$n/build/razor-$h.js" <<< "start('$h')"
    file "/srv/razorbill/$n/index.html" <<< "<!doctype html><title>Razor</title><link rel=\"stylesheet\" href=\"/build/razor-$h.css\"><script src=\"/build/razor-$h.js\"></script>"
  done
  vhost razorbill <<'CONF'
upstream nodes { server 127.0.0.1:8201; server 127.0.0.1:8202; }
server { listen 127.0.0.1:8201; server_name razorbill.example; root /srv/razorbill/blue; }
server { listen 127.0.0.1:8202; server_name razorbill.example; root /srv/razorbill/green; }
server {
    listen 80;
    server_name razorbill.example;
    location / { proxy_pass http://nodes; proxy_set_header Host $host; }
}
CONF
  start_nginx
}
symptom() { local n bad=1; for n in 1 2 3 4 5 6 7 8; do [ "$(status http://razorbill.example/build/razor-4f21c09a.css)" = 200 ] || bad=0; done; return $bad; }
cure() { cp -rp /srv/razorbill/green/. /srv/razorbill/blue/; cp -p /srv/razorbill/blue/build/* /srv/razorbill/green/build/; }
