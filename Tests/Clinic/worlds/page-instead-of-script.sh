# title: a script that is not there is answered with the single page, status 200
# expect: nginx.fallback-masks-missing | files.missing
# names: chart.js
# target: http://pulse.example/js/chart.js
# cure: no
setup() {
  hosts pulse.example
  bundle /var/www/pulse
  file /var/www/pulse/index.html <<< '<!doctype html><script src=/js/main.js></script><script src=/js/chart.js></script>'
  vhost pulse <<'CONF'
server {
    listen 80;
    server_name pulse.example;
    root /var/www/pulse;
    location / {
        try_files $uri /index.html;
    }
}
CONF
  start_nginx
}
symptom() { case $(kind http://pulse.example/js/chart.js) in text/html*) return 0 ;; *javascript*) return 1 ;; *) return 2 ;; esac; }
cure() { echo 'export default 1' > /var/www/pulse/js/chart.js; }
