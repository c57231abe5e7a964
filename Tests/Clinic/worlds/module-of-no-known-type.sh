# title: a page's module script comes as octet-stream, so browsers do not run it
# expect: nginx.mime-types-missing
# names: mjs
# target: http://dunlin.example/
setup() {
  hosts dunlin.example; sed -i 's/ *mjs//' /etc/nginx/mime.types
  file /srv/dunlin/index.html <<< '<!doctype html><title>Map</title><script type="module" src="/bundle/map.mjs"></script>'
  file /srv/dunlin/bundle/map.mjs <<< 'export default 1;'
  vhost dunlin <<'CONF'
server {
    listen 80;
    server_name dunlin.example;
    root /srv/dunlin;
    index index.html;
}
CONF
  start_nginx
}
symptom() { ! curl -sI http://dunlin.example/bundle/map.mjs | grep -qi 'type:.*javascript'; }
cure() { sed -i 's#application/javascript .*js;#application/javascript js mjs;#' /etc/nginx/mime.types; nginx -s reload; }
