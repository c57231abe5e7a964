# title: after a reload, workers of the configuration before still give away big files that were begun under it
# target: http://vault.example/pictures/a.gif
# target: http://vault.example/films/long.mp4
# healthy
setup() {
  hosts vault.example; mkdir -p /srv/vault/pictures
  gif /srv/vault/pictures/a.gif; bytes /srv/vault/films/long.mp4 40000000
  sed -i 's/^worker_processes.*/worker_processes 2;/' /etc/nginx/nginx.conf
  vhost vault <<'CONF'
server {
    listen 80;
    server_name vault.example;
    root /srv/vault;
}
CONF
  start_nginx
  for i in 1 2 3 4; do curl -s --limit-rate 20k -o /dev/null http://vault.example/films/long.mp4 & done
  sleep 2.2
  vhost vault <<'CONF'
server {
    listen 80;
    server_name vault.example;
    root /srv/vault;
    location /pictures/ { expires 1h; }
    location /films/ { expires 1d; }
}
CONF
  nginx -s reload; sleep 0.5
  pgrep -f 'is shutting down' > /dev/null
}
symptom() { gives 404 http://vault.example/pictures/a.gif; }
