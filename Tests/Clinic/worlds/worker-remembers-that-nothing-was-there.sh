# title: a file was asked for before it was exported, and open_file_cache remembers its absence
# target: http://gauge.example/exports/october.pdf
# expect: nginx.open-file-cache-stale
# verdict: confirmed
# names: open_file_cache
# not: files.missing nginx.config-not-reloaded
setup() {
  hosts gauge.example; mkdir -p /srv/gauge/exports
  sed -i 's/^worker_processes.*/worker_processes 1;/' /etc/nginx/nginx.conf
  file /etc/nginx/conf.d/tuning.conf <<'CONF'
open_file_cache max=2000 inactive=1h;
open_file_cache_valid 1h;
open_file_cache_min_uses 1;
open_file_cache_errors on;
CONF
  vhost gauge <<'CONF'
server {
    listen 80;
    server_name gauge.example;
    root /srv/gauge;
    location /exports/ { }
}
CONF
  start_nginx
  [ "$(status http://gauge.example/exports/october.pdf)" = 404 ]
  doc /srv/gauge/exports/october.pdf
}
symptom() { gives 404 http://gauge.example/exports/october.pdf; }
cure() { nginx -s reload; sleep 1; }
