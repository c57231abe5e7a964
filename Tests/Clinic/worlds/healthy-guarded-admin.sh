# title: the admin area asks for a password, the rest does not
# healthy
setup() {
  hosts cedar.example; user cedar
  bundle /srv/cedar/static cedar:cedar; pictures /srv/cedar/media cedar:cedar; bundle /srv/cedar/admin cedar:cedar
  file /etc/nginx/admins 640 root:www-data <<< 'root:$1$abcdefgh$irWbblnpmw.5z7wgBnprh0'
  vhost cedar <<'CONF'
server {
    listen 80;
    server_name cedar.example;
    location /static/ { alias /srv/cedar/static/; }
    location /media/ { alias /srv/cedar/media/; }
    location /admin/ {
        alias /srv/cedar/admin/;
        auth_basic "Staff";
        auth_basic_user_file /etc/nginx/admins;
    }
    location /status { stub_status; allow 127.0.0.1; deny all; }
    location / { return 204; }
}
CONF
  start_nginx
}
symptom() { [ "$(status http://cedar.example/admin/css/main.css)$(status http://cedar.example/static/css/main.css)$(status http://cedar.example/media/faces/ida.gif)" != 401200200 ]; }
