# title: the map that chooses the directory has a host's name misspelt
# expect: nginx.wrong-directory
# verdict: confirmed
# names: brich.example
# target: http://birch.example/media/papers/minutes.pdf
setup() {
  hosts birch.example larch.example; pictures /srv/wood/birch/media; pictures /srv/wood/larch/media
  file /etc/nginx/conf.d/00-wood.conf <<'CONF'
map $http_host $tree {
    default        none;
    larch.example  larch;
    brich.example  birch;
}
CONF
  vhost wood <<'CONF'
server {
    listen 80;
    server_name birch.example larch.example;
    location /media/ { alias /srv/wood/$tree/media/; }
    location / { return 204; }
}
CONF
  start_nginx
}
symptom() { gives 404 http://birch.example/media/papers/minutes.pdf; }
cure() { sed -i 's/brich/birch/' /etc/nginx/conf.d/00-wood.conf; nginx -s reload; }
