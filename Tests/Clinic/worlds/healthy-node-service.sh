# title: a Node service keeps uploads beside itself, nginx serves them and a built front end
# healthy
# needs: node
setup() {
  hosts rook.example; user rook 711
  bundle /home/rook/api/public rook:rook; pictures /home/rook/api/uploads rook:rook
  file /home/rook/api/server.js 644 rook:rook <<'JS'
const fs = require("fs"), http = require("http"), path = require("path");
const folder = process.env.UPLOAD_DIR;
http.createServer((request, answer) => {
  if (request.method !== "POST") return answer.end("ok");
  const name = path.basename(new URL(request.url, "http://x").searchParams.get("name") || "file.bin");
  request.pipe(fs.createWriteStream(path.join(folder, name)))
    .on("finish", () => answer.writeHead(201).end())
    .on("error", () => answer.writeHead(500).end());
}).listen(3000, "127.0.0.1");
JS
  file /home/rook/api/package.json 644 rook:rook <<< '{"name":"api","main":"server.js","scripts":{"start":"node server.js"}}'
  ( cd /home/rook/api; exec setsid env -i PATH=/usr/bin:/bin HOME=/home/rook NODE_ENV=production UPLOAD_DIR=/home/rook/api/uploads \
      setpriv --reuid rook --regid rook --init-groups /usr/bin/node server.js </dev/null >/dev/null 2>&1 ) &
  listening 3000
  vhost rook <<'CONF'
server {
    listen 80;
    server_name rook.example;
    client_max_body_size 16m;
    root /home/rook/api/public;
    location /uploads/ { alias /home/rook/api/uploads/; }
    location /api/ { proxy_pass http://127.0.0.1:3000/; include proxy_params; }
}
CONF
  start_nginx
}
symptom() {
  [ "$(status http://rook.example/css/main.css)$(status http://rook.example/uploads/faces/ida.gif)" = 200200 ] || return 0
  refuses 500 http://rook.example/api/upload
}
