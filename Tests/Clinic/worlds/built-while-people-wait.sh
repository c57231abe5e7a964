# title: the start command collects the assets, and is not done yet
# expect: app.built-at-startup
# verdict: confirmed
# names: /srv/plover/Procfile
# cure: no
setup() {
  user plover; code /srv/plover plover:plover; hosts plover.example; bundle /srv/plover/assets plover:plover; mkdir /srv/plover/static
  echo 'web: python3 manage.py collectstatic --noinput & gunicorn service:app' > /srv/plover/Procfile
  echo 'import time; time.sleep(600)' > /srv/plover/manage.py
  file /srv/plover/.env 640 plover:plover <<< $'STATIC_ROOT=/srv/plover/static\nSTATIC_URL=/static/'
  vhost plover <<'CONF'
server {
    listen 80;
    server_name plover.example;
    location /static/ { alias /srv/plover/static/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  ( cd /srv/plover; exec setsid setpriv --reuid plover --regid plover --init-groups /usr/bin/python3 manage.py collectstatic --noinput </dev/null >/dev/null 2>&1 ) &
  app -u plover -d /srv/plover -f /srv/plover/.env
  start_nginx
}
symptom() { gives 404 http://plover.example/static/css/main.css; }
cure() { pkill -f collectstatic; cp -a /srv/plover/assets/. /srv/plover/static/; sed -i 's#python3 manage.py collectstatic --noinput & ##' /srv/plover/Procfile; }
