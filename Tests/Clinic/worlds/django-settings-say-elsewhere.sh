# title: the settings module builds MEDIA_ROOT from BASE_DIR, and nginx serves another directory
# expect: paths.write-read-mismatch | nginx.wrong-directory
# verdict: confirmed
# names: /srv/heron/files
setup() {
  user heron; code /srv/heron heron:heron; hosts heron.example
  mkdir -p /srv/heron/heron; touch /srv/heron/heron/__init__.py
  file /srv/heron/heron/base.py <<'PY'
import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent.parent
STATIC_URL = "/static/"
MEDIA_URL = "/media/"
PY
  file /srv/heron/heron/settings.py <<'PY'
from .base import *

DEBUG = os.environ.get("DEBUG", "0") == "1"
MEDIA_ROOT = os.path.join(
    BASE_DIR,
    "files",  # uploads
)
PY
  sed -i 's#^UPLOADS = .*#from heron.settings import MEDIA_ROOT as UPLOADS#' /srv/heron/service.py
  pictures /srv/heron/media heron:heron; mkdir /srv/heron/files; chown heron: /srv/heron/files
  vhost heron <<'CONF'
server {
    listen 80;
    server_name heron.example;
    client_max_body_size 16m;
    location /media/ { alias /srv/heron/media/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  app -u heron -d /srv/heron -e DJANGO_SETTINGS_MODULE=heron.settings
  start_nginx; send http://heron.example/upload 900 new.gif >/dev/null
}
symptom() { send http://heron.example/upload 900 new.gif >/dev/null; gives 404 http://heron.example/media/new.gif; }
cure() { sed -i 's#/srv/heron/media/#/srv/heron/files/#' /etc/nginx/sites-available/heron; nginx -s reload; sleep 0.3; }
