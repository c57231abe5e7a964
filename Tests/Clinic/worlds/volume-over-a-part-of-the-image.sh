# title: a container's volume lies over a folder of its image, whose files were never copied; seen from the host
# expect: volumes.mount-hides-files | volumes.empty-volume | volumes.stale-named-volume
# names: /srv/shop/media
# target: http://localhost/media/logo.gif
setup() {
  gif "$(image web)/srv/shop/media/logo.gif" "$(image web)/srv/shop/media/mark.gif"
  gif "$(volume shelf)/one.gif" "$(volume shelf)/two.gif"; chmod 755 "$(volume shelf)"
  mkdir -p "$(image web)/etc/nginx/conf.d"
  cat > "$(image web)/etc/nginx/conf.d/site.conf" <<'CONF'
server {
    listen 80;
    location /media/ { alias /srv/shop/media/; }
}
CONF
  box web web -v shelf:/srv/shop/media -- nginx -g 'daemon off;'
  listening 80
}
symptom() { gives 404 http://localhost/media/logo.gif; }
cure() { cp "$(image web)/srv/shop/media/logo.gif" "$(volume shelf)/"; }
