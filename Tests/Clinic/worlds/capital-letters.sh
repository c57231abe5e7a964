# title: the page says Logo.SVG, the disk says logo.svg
# expect: files.name-mismatch
# verdict: confirmed
# names: logo.svg
# target: http://garage.example/img/Logo.SVG
setup() {
  hosts garage.example
  bundle /var/www/garage; mkdir /var/www/garage/img; mv /var/www/garage/mark.svg /var/www/garage/img/logo.svg
  vhost garage <<'CONF'
server {
    listen 80;
    server_name garage.example;
    root /var/www/garage;
}
CONF
  start_nginx
}
symptom() { gives 404 http://garage.example/img/Logo.SVG; }
cure() { ln -s logo.svg /var/www/garage/img/Logo.SVG; }
