# title: two servers of a rolling deploy name their build in a folder, not in the files
# target: http://stint.example/
# expect: deploy.mixed-releases | http.inconsistent-instances
# verdict: confirmed
# names: _app
# cure: no
setup() {
  hosts stint.example; local n tag
  for n in 1 2; do
    tag=$([ "$n" = 1 ] && echo Xk2pQ9vLmT3sWz8aBcD1e || echo Yq7rN4hJtG6uVx2oEfP5k)
    file "/srv/stint$n/_app/$tag/start.js" <<< "self.build='$tag'"; file "/srv/stint$n/_app/$tag/site.css" <<< "body{margin:0}"
    file "/srv/stint$n/index.html" <<< "<!doctype html><title>Stint</title><link rel=\"stylesheet\" href=\"/_app/$tag/site.css\"><script src=\"/_app/$tag/start.js\"></script>"
    vhost "stint$n" <<CONF
server { listen 127.0.0.1:810$n; root /srv/stint$n; }
CONF
  done
  vhost stint <<'CONF'
upstream stint { server 127.0.0.1:8101; server 127.0.0.1:8102; }
server {
    listen 80;
    server_name stint.example;
    location / { proxy_pass http://stint; proxy_set_header Host $host; }
}
CONF
  start_nginx
}
symptom() {
  local i sheet
  for i in 1 2 3 4 5; do
    sheet=$(curl -s http://stint.example/ | grep -o '/_app/[^"]*css'); [ "$(status "http://stint.example$sheet")" = 200 ] || return 0
  done
  return 1
}
cure() { rm -r /srv/stint1; cp -r /srv/stint2 /srv/stint1; }
