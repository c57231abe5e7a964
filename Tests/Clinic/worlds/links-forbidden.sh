# title: links are refused when their owner is another, and the newest pictures are links
# expect: nginx.symlinks-disabled
# verdict: confirmed
# names: /srv/stage/media/latest.gif
# target: http://stage.example/media/latest.gif
setup() {
  hosts stage.example; user stage
  pictures /srv/stage/media stage:stage
  ln -s 2026/10/lock.gif /srv/stage/media/latest.gif
  echo 'disable_symlinks if_not_owner from=/srv/stage;' > /etc/nginx/conf.d/links.conf
  vhost stage <<'CONF'
server {
    listen 80;
    server_name stage.example;
    location /media/ { alias /srv/stage/media/; }
}
CONF
  start_nginx
}
symptom() { gives 403 http://stage.example/media/latest.gif; }
cure() { chown -h stage:stage /srv/stage/media/latest.gif; }
