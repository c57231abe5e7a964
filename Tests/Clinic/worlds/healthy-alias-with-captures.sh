# title: alias in a regex location, with the captures that it needs
# healthy
# target: http://yew.example/u/ida/portrait.gif
setup() {
  hosts yew.example; user yew
  gif /srv/yew/people/ida/public/portrait.gif /srv/yew/people/olav/public/portrait.gif; chown -R yew:yew /srv/yew
  vhost yew <<'CONF'
server {
    listen 80;
    server_name yew.example;
    root /var/www/html;
    location ~ ^/u/(?<who>[a-z]+)/(?<what>.+)$ {
        alias /srv/yew/people/$who/public/$what;
    }
}
CONF
  start_nginx
}
symptom() { gives 404 http://yew.example/u/ida/portrait.gif; }
