# title: the start command collects the assets and is done
# healthy
setup() {
  user rook; code /srv/rook rook:rook; hosts rook.example; bundle /srv/rook/static rook:rook
  echo 'web: python3 manage.py collectstatic --noinput && gunicorn service:app' > /srv/rook/Procfile
  file /srv/rook/.env 640 rook:rook <<< $'STATIC_ROOT=/srv/rook/static\nSTATIC_URL=/static/'
  vhost rook <<'CONF'
server {
    listen 80;
    server_name rook.example;
    location /static/ { alias /srv/rook/static/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  app -u rook -d /srv/rook -f /srv/rook/.env
  start_nginx
}
symptom() { [ "$(status http://rook.example/static/css/main.css)" = 200 ] || return 0; return 1; }
