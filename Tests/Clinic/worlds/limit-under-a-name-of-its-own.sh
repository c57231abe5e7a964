# title: the service has a limit of its own, under a name that no framework knows, below nginx's
# target: --upload-url http://knot.example/send
# expect: app.upload-limit
# verdict: confirmed
# names: BODY_LIMIT
# needs: node
setup() {
  hosts knot.example; user knot 711
  file /srv/knot/api/server.js 644 knot:knot <<'JS'
const http = require("http");
const limit = parseInt(process.env.BODY_LIMIT, 10);
http.createServer((request, answer) => {
  let size = 0;
  request.on("data", (part) => { size += part.length; });
  request.on("end", () => answer.writeHead(size > limit ? 413 : 201).end());
}).listen(3000, "127.0.0.1");
JS
  file /srv/knot/api/.env 640 knot:knot <<< 'BODY_LIMIT=2000000'
  ( cd /srv/knot/api; exec setsid env -i PATH=/usr/bin:/bin NODE_ENV=production BODY_LIMIT=2000000 \
      setpriv --reuid knot --regid knot --init-groups /usr/bin/node server.js </dev/null >/dev/null 2>&1 ) &
  listening 3000
  vhost knot <<'CONF'
server {
    listen 80;
    server_name knot.example;
    client_max_body_size 16m;
    location / { proxy_pass http://127.0.0.1:3000; include proxy_params; }
}
CONF
  start_nginx; send http://knot.example/send 3000000 >/dev/null
}
symptom() { [ "$(send http://knot.example/send 3000000)" = 413 ]; }
cure() {
  kill "$(pgrep -of 'node server.js')"; sleep 0.5; sed -i 's/=.*/=16000000/' /srv/knot/api/.env
  ( cd /srv/knot/api; exec setsid env -i PATH=/usr/bin:/bin NODE_ENV=production BODY_LIMIT=16000000 \
      setpriv --reuid knot --regid knot --init-groups /usr/bin/node server.js </dev/null >/dev/null 2>&1 ) &
  listening 3000
}
