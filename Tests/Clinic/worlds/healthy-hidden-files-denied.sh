# title: hidden files and backups are denied, as they should be
# healthy
# target: http://larch.example/css/main.css
setup() {
  hosts larch.example; user larch
  bundle /srv/larch larch:larch; file /srv/larch/.env 600 larch:larch <<< 'SECRET_KEY=2f0a9c'; file /srv/larch/.git/HEAD <<< 'ref: refs/heads/main'
  vhost larch <<'CONF'
server {
    listen 80;
    server_name larch.example;
    root /srv/larch;
    location ~ /\.(?!well-known/) { deny all; }
    location ~* \.(?:bak|orig|sql|swp)$ { return 404; }
}
CONF
  start_nginx
}
symptom() { [ "$(status http://larch.example/.env)$(status http://larch.example/css/main.css)" != 403200 ]; }
