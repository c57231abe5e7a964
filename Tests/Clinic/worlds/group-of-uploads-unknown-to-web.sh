# title: uploads are private to their group; asked in the web container, where their mount is read-only
# expect: access.upload-mode-private | access.file-not-readable
# inside: web
# names: group 1000
# verdict: confirmed
# names: new.gif
setup() {
  code "$(image api)/srv"; mkdir -p "$(image api)/media"
  local shelf; shelf=$(volume shelf); chmod 755 "$shelf"; mkdir "$shelf/in"; chown -R 1000:1000 "$shelf"
  box api api -v shelf:/media -u 1000:1000 -d /srv -e MEDIA_ROOT=/media/in -e MEDIA_URL=/media/in/ -- sh -c "umask 027; exec $(serving 127.0.0.1:8000)"
  listening 8000
  mkdir -p "$(image web)/etc/nginx/conf.d" "$(image web)/media"
  cat > "$(image web)/etc/nginx/conf.d/site.conf" <<'CONF'
server {
    listen 80;
    client_max_body_size 20m;
    location /media/ { alias /media/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  box web web -v shelf:/media:ro -- nginx -g 'daemon off;'
  listening 80
  send http://localhost/upload 700 new.gif; send http://localhost/upload 800 old.gif
}
symptom() { gives 403 http://localhost/media/in/new.gif; }
cure() { chmod -R o+rX "$(volume shelf)"; }
