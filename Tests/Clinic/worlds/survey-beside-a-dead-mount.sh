# title: a backup mount that never answers must not keep the survey from a finding elsewhere
# expect: access.parent-not-traversable | volumes.network-stalled
# also: access.parent-not-traversable
# within: 30
# hangs
# cure: no
setup() {
  hosts dune.example; user dune 700
  bundle /home/dune/site/static dune:dune
  silent_mount /mnt/backup store@10.9.8.7:/export/backup
  vhost dune <<'CONF'
server {
    listen 80;
    server_name dune.example;
    location /static/ { alias /home/dune/site/static/; }
}
CONF
  start_nginx
}
symptom() { gives 403 http://dune.example/static/css/main.css; }
cure() { chmod o+x /home/dune; }
