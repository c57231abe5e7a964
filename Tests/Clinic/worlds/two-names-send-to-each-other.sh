# title: one server block takes www away and the other puts it back
# target: http://www.dunlin.example/mark.svg
# expect: http.redirect-loop
# verdict: confirmed
# names: dunlin.example
setup() {
  hosts dunlin.example www.dunlin.example; bundle /srv/dunlin www-data
  vhost dunlin-canonical <<'CONF'
server {
    listen 80;
    server_name www.dunlin.example;
    return 301 $scheme://dunlin.example$request_uri;
}
CONF
  vhost dunlin <<'CONF'
server {
    listen 80;
    server_name dunlin.example;
    root /srv/dunlin;
    if ($host !~ ^www\.) { return 302 $scheme://www.$host$request_uri; }
}
CONF
  start_nginx
}
symptom() { local n; n=$(curl -sL --max-redirs 12 -o /dev/null -w '%{num_redirects} %{http_code}' http://www.dunlin.example/mark.svg) && return 1; [ "${n% *}" -ge 12 ]; }
cure() { sed -i '/if (/d' /etc/nginx/sites-available/dunlin; nginx -s reload; sleep 1; }
