# title: page and scripts are of two builds, and the fallback answers for the script that nobody has
# expect: nginx.fallback-masks-missing | files.manifest-mismatch
# verdict: confirmed
# names: main-77ab01cd.js
# target: http://ledger.example/js/main-77ab01cd.js
setup() {
  hosts ledger.example; bundle /srv/ledger
  mv /srv/ledger/js/main.js /srv/ledger/js/main-19fe02aa.js
  echo '<!doctype html><title>Ledger</title><script src="/js/main-77ab01cd.js"></script>' > /srv/ledger/index.html
  vhost ledger <<'CONF'
server {
    listen 80;
    server_name ledger.example;
    root /srv/ledger;
    location / { try_files $uri /index.html; }
}
CONF
  start_nginx
}
symptom() { case $(kind http://ledger.example/js/main-77ab01cd.js) in text/html*) return 0 ;; *) return 1 ;; esac; }
cure() { cp /srv/ledger/js/main-19fe02aa.js /srv/ledger/js/main-77ab01cd.js; }
