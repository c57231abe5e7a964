# title: settings of a Django kind, with a default that the environment overrules, all in order
# healthy
setup() {
  user kite; code /srv/kite kite:kite; hosts kite.example; pictures /var/lib/kite kite:kite; bundle /srv/kite/static kite:kite
  file /srv/kite/settings.py <<'PY'
import os
from pathlib import Path

BASE_DIR = Path(__file__).resolve().parent
DEBUG = os.getenv("DEBUG", "") == "yes"
STATIC_URL, STATIC_ROOT = "/static/", BASE_DIR / "static"
MEDIA_ROOT = Path(os.environ.get("UPLOADS", BASE_DIR / "media"))
if DEBUG:
    STORAGE_BACKEND = "memory"
MEDIA_URL = "/media/"
PY
  sed -i 's#^UPLOADS = .*#from settings import MEDIA_ROOT as UPLOADS#' /srv/kite/service.py
  vhost kite <<'CONF'
server {
    listen 80;
    server_name kite.example;
    client_max_body_size 16m;
    location /static/ { alias /srv/kite/static/; }
    location /media/ { alias /var/lib/kite/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  app -u kite -d /srv/kite -e DJANGO_SETTINGS_MODULE=settings -e UPLOADS=/var/lib/kite
  start_nginx
}
symptom() { refuses 500 http://kite.example/upload; }
