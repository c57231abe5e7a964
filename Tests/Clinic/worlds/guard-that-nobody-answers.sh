# title: auth_request asks the application for an address that it does not know, papers are 500
# expect: nginx.denied-by-rule
# verdict: confirmed
# names: auth_request
# cure: no
# target: http://docket.example/media/papers/minutes.pdf
setup() {
  hosts docket.example; user docket
  code /srv/docket docket:docket; pictures /srv/docket/media docket:docket
  app -u docket -d /srv/docket -e MEDIA_ROOT=/srv/docket/media
  vhost docket <<'CONF'
server {
    listen 80;
    server_name docket.example;
    location /media/ { alias /srv/docket/media/; }
    location /media/papers/ {
        auth_request /ask;
        alias /srv/docket/media/papers/;
    }
    location = /ask {
        internal;
        proxy_pass http://127.0.0.1:8000/session/check;
        proxy_pass_request_body off;
    }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
}
symptom() { gives 500 http://docket.example/media/papers/minutes.pdf; }
cure() { sed -i 's#/session/check#/#' /etc/nginx/sites-available/docket; nginx -s reload; }
