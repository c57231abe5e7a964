# title: a friendly page with status 200 stands for whatever the application refuses
# target: http://tern.example/papers/minutes.pdf
# after: app.static-not-served
# expect: nginx.error-page-masks
# verdict: confirmed
# names: error_page
setup() {
  user tern; hosts tern.example; code /srv/tern tern
  app -u tern -d /srv/tern -p 8033
  file /srv/tern/pages/sorry.html <<< '<!doctype html><title>Sorry</title><p>We are on it.'
  vhost tern <<'CONF'
server {
    listen 80;
    server_name tern.example;
    error_page 403 404 500 502 503 =200 /sorry.html;
    location = /sorry.html { root /srv/tern/pages; internal; }
    location / {
        proxy_pass http://127.0.0.1:8033;
        proxy_set_header Host $host;
        proxy_intercept_errors on;
    }
}
CONF
  start_nginx
}
symptom() { case $(status http://tern.example/papers/minutes.pdf) in 200) return 0 ;; 404) return 1 ;; *) return 2 ;; esac; }
