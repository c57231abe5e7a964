# title: one added type replaces the whole table, and style sheets become downloads
# expect: nginx.mime-types-missing | http.wrong-content-type
# names: css
# target: http://atlas.example/assets/css/main.css
setup() {
  hosts atlas.example; user atlas
  bundle /srv/atlas/public/assets atlas:atlas
  vhost atlas <<'CONF'
server {
    listen 80;
    server_name atlas.example;
    root /srv/atlas/public;
    types {
        application/vnd.pmtiles pmtiles;
    }
    add_header X-Content-Type-Options nosniff;
}
CONF
  start_nginx
}
symptom() { case $(kind http://atlas.example/assets/css/main.css) in application/octet-stream) return 0 ;; text/css*) return 1 ;; *) return 2 ;; esac; }
cure() { sed -i 's#    types {#    include mime.types;\n    types {#' /etc/nginx/sites-available/atlas; nginx -s reload; }
