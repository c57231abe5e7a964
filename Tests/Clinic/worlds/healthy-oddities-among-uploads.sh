# title: a lock link of an editor, a pipe, a socket and an empty marker lie among the uploads
# healthy
setup() {
  hosts holly.example; user holly
  code /srv/holly holly:holly; pictures /srv/holly/media holly:holly
  cd /srv/holly/media; ln -s ida@laptop.4711:1763 .#minutes.txt; mkfifo queue; : > .gitkeep; : > papers/.nomedia; ln -s ../faces/ida.gif papers/ida.gif
  /usr/bin/python3 -c 'import socket; socket.socket(socket.AF_UNIX).bind("notify.sock")'; chown -Rh holly:holly .
  mkfifo /srv/holly/.env.local; chown holly:holly /srv/holly/.env.local
  app -u holly -d /srv/holly -e MEDIA_ROOT=/srv/holly/media -e MEDIA_URL=/media/
  vhost holly <<'CONF'
server {
    listen 80;
    server_name holly.example;
    client_max_body_size 16m;
    location /media/ { alias /srv/holly/media/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
}
symptom() { refuses 500 http://holly.example/upload; }
