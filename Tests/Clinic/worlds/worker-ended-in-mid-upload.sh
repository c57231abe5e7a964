# title: the application server ends its worker after one second, storing takes two
# expect: app.worker-timeout
# verdict: confirmed
# names: --timeout
# needs: gunicorn
setup() {
  user swift; code /srv/swift swift:swift; hosts swift.example; mkdir /srv/swift/media; chown swift: /srv/swift/media
  sed -i 's#^    size = int#    import time; time.sleep(2)\n    size = int#' /srv/swift/service.py
  file /etc/systemd/system/swift.service <<'UNIT'
[Service]
User=swift
WorkingDirectory=/srv/swift
ExecStart=/usr/bin/gunicorn --bind 127.0.0.1:8000 --timeout 1 service:app
UNIT
  vhost swift <<'CONF'
server {
    listen 80;
    server_name swift.example;
    client_max_body_size 16m;
    location /media/ { alias /srv/swift/media/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  mkdir -p /var/log/app
  ( cd /srv/swift; exec setsid env -i PATH=/usr/bin:/bin MEDIA_ROOT=/srv/swift/media MEDIA_URL=/media/ PYTHONDONTWRITEBYTECODE=1 setpriv --reuid swift --regid swift --init-groups \
      /usr/bin/python3 /usr/bin/gunicorn --bind 127.0.0.1:8000 --timeout 1 --worker-tmp-dir /dev/shm service:app </dev/null >>/var/log/app/8000.log 2>&1 ) &
  listening 8000; start_nginx; send http://swift.example/upload >/dev/null
}
symptom() { local got; got=$(send http://swift.example/upload); echo "upload: $got" >&2; case $got in 5??) return 0 ;; 201) return 1 ;; *) return 2 ;; esac; }
