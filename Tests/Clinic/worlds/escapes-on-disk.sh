# title: the file was stored under its escaped name
# expect: files.name-mismatch
# verdict: confirmed
# names: year%20report.pdf
# target: http://society.example/papers/year%20report.pdf
setup() {
  hosts society.example; user society
  doc '/srv/society/papers/year%20report.pdf' /srv/society/papers/statutes.pdf
  vhost society <<'CONF'
server {
    listen 80;
    server_name society.example;
    root /srv/society;
}
CONF
  start_nginx
}
symptom() { gives 404 http://society.example/papers/year%20report.pdf; }
cure() { mv '/srv/society/papers/year%20report.pdf' '/srv/society/papers/year report.pdf'; }
