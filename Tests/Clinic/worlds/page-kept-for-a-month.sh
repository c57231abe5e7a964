# title: expires for the whole server, the front page included
# expect: http.cache-policy
# verdict: confirmed
# names: max-age=2592000
# target: http://plum.example/
setup() {
  hosts plum.example
  file /srv/plum/build/index.html <<< '<!doctype html><title>Plum</title><link rel="stylesheet" href="/build/plum.5e0c41.css"><script src="/build/plum.5e0c41.js"></script>'
  file /srv/plum/build/build/plum.5e0c41.css <<< 'main{margin:0 auto}'; file /srv/plum/build/build/plum.5e0c41.js <<< 'document.title+="!"'
  vhost plum <<'CONF'
server {
    listen 80;
    server_name plum.example;
    root /srv/plum/build;
    index index.html;
    expires 30d;
    location / { try_files $uri $uri/ /index.html; }
}
CONF
  start_nginx
}
symptom() { curl -sI http://plum.example/ | grep -qi 'max-age=2592000' || return 1; }
cure() { sed -i 's#location / {#location = /index.html { expires -1; }\n    &#' /etc/nginx/sites-available/plum; nginx -s reload; }
