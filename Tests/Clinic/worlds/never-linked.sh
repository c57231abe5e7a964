# title: the site was written and never linked
# expect: nginx.site-not-enabled
# verdict: confirmed
# names: /etc/nginx/sites-available/orchard
# target: http://orchard.example/harvest/2026/09/heron.gif
setup() {
  hosts orchard.example; user orchard; welcome
  pictures /srv/orchard/harvest orchard:orchard
  vhost orchard <<'CONF'
server {
    listen 80;
    server_name orchard.example;
    root /srv/orchard;
    autoindex on;
}
CONF
  rm /etc/nginx/sites-enabled/orchard
  start_nginx
}
symptom() { gives 404 http://orchard.example/harvest/2026/09/heron.gif; }
cure() { ln -s ../sites-available/orchard /etc/nginx/sites-enabled/; nginx -s reload; }
