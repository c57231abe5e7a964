# title: a folder of the uploads is private: denied by a location of its own, and closed on the disk
# healthy
setup() {
  hosts crypt.example; user crypt
  code /srv/crypt crypt:crypt; pictures /srv/crypt/media crypt:crypt
  for n in 1 2 3 4 5 6; do doc /srv/crypt/media/private/c$n.pdf; done
  chown -R crypt: /srv/crypt/media; chmod 700 /srv/crypt/media/private; chmod 600 /srv/crypt/media/private/*
  app -u crypt -d /srv/crypt -e MEDIA_ROOT=/srv/crypt/media -e MEDIA_URL=/media/
  vhost crypt <<'CONF'
server {
    listen 80;
    server_name crypt.example;
    client_max_body_size 16m;
    location /media/ { alias /srv/crypt/media/; }
    location /media/private/ { return 404; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
}
symptom() { gives 403 http://crypt.example/media/papers/minutes.pdf; }
