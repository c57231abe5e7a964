# title: the unit does not read the env file, so uploads go to the default place
# expect: app.environment-missing
# verdict: confirmed
# names: MEDIA_ROOT
# names: EnvironmentFile=/srv/wren/.env
setup() {
  user wren; code /srv/wren wren:wren; hosts wren.example; pictures /srv/wren/media wren:wren
  file /srv/wren/.env 640 wren:wren <<< $'MEDIA_ROOT=/srv/wren/media\nMEDIA_URL=/media/\nSTATIC_URL=/static/\nMAX_CONTENT_LENGTH=8388608'
  file /etc/systemd/system/wren.service <<'UNIT'
[Unit]
Description=Wren

[Service]
User=wren
WorkingDirectory=/srv/wren
Environment=STATIC_URL=/static/
ExecStart=/usr/bin/gunicorn --bind 127.0.0.1:8000 service:app
UNIT
  vhost wren <<'CONF'
server {
    listen 80;
    server_name wren.example;
    client_max_body_size 8m;
    location /media/ { alias /srv/wren/media/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  app -u wren -d /srv/wren -e STATIC_URL=/static/
  start_nginx; send http://wren.example/upload 900 new.gif >/dev/null
}
symptom() { send http://wren.example/upload 900 late.gif >/dev/null; gives 404 http://wren.example/media/late.gif; }
