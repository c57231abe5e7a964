# title: the directory has a front page, and index does not name it
# expect: nginx.directory-without-index
# verdict: confirmed
# names: Index.htm
# target: http://quill.example/handbook/
setup() {
  hosts quill.example; user quill
  file /srv/quill/site/handbook/Index.htm 644 quill:quill <<< '<!doctype html><title>Handbook</title>'
  file /srv/quill/site/index.html 644 quill:quill <<< '<!doctype html><title>Quill</title>'
  vhost quill <<'CONF'
server {
    listen 80;
    server_name quill.example;
    root /srv/quill/site;
    index index.html;
    location / { try_files $uri $uri/ =404; }
}
CONF
  start_nginx
}
symptom() { gives 403 http://quill.example/handbook/; }
cure() { sed -i 's#index index.html;#index index.html Index.htm;#' /etc/nginx/sites-available/quill; nginx -s reload; }
