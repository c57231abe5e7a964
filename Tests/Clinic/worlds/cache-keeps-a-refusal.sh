# title: nginx's cache keeps the 404 of a picture that was asked for before it was uploaded
# target: http://heath.example/media/faces/ida.gif
# expect: nginx.cache-serves-old
# verdict: confirmed
# names: answers
# not: files.missing
setup() {
  user heath; hosts heath.example; code /srv/heath heath; mkdir -p /srv/heath/media /var/cache/nginx/answers
  chown www-data /var/cache/nginx/answers; chown heath /srv/heath/media
  app -u heath -d /srv/heath -p 8020 -e MEDIA_ROOT=/srv/heath/media -e SEND_FILES=1
  file /etc/nginx/conf.d/cache.conf <<< 'proxy_cache_path /var/cache/nginx/answers levels=1:2 keys_zone=answers:1m inactive=1d use_temp_path=off;'
  vhost heath <<'CONF'
server {
    listen 80;
    server_name heath.example;
    location / {
        proxy_pass http://127.0.0.1:8020;
        proxy_set_header Host $host;
        proxy_cache answers;
        proxy_cache_valid 200 10m;
        proxy_cache_valid any 12h;
    }
}
CONF
  start_nginx
  [ "$(status http://heath.example/media/faces/ida.gif)" = 404 ]
  pictures /srv/heath/media heath
}
symptom() { gives 404 http://heath.example/media/faces/ida.gif; }
