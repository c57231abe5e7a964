# title: nginx may not write to its own upload spool
# expect: nginx.temp-path-unwritable
# verdict: confirmed
# names: /var/spool/intake
setup() {
  hosts intake.example; user intake
  code /srv/intake intake:intake; pictures /srv/intake/uploads intake:intake
  app -u intake -d /srv/intake -e UPLOAD_FOLDER=/srv/intake/uploads -e MEDIA_URL=/uploads/
  vhost intake <<'CONF'
server {
    listen 80;
    server_name intake.example;
    client_max_body_size 16m;
    client_body_temp_path /var/spool/intake;
    location /uploads/ { alias /srv/intake/uploads/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
  chown root:root /var/spool/intake
}
symptom() { refuses 500 http://intake.example/upload 200000; }
cure() { chown www-data /var/spool/intake; }
