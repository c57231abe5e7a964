# title: thousands of records, a few pictures of another site among them, names with spaces, accents and percent signs
# healthy
# target: --references /root/keys.jsonl
# report: 167 stored references examined
setup() {
  hosts wren.example; user wren
  code /srv/wren wren:wren; pictures /srv/wren/media wren:wren
  local n; for n in $(seq 40); do echo "$n" > "/srv/wren/media/papers/n$n.txt"; done
  cd /srv/wren/media; echo 1 > "papers/minutes of May.txt"; echo 2 > 'papers/100%.txt'; echo 3 > "papers/über+unter.txt"; echo 4 > "papers/READ ME.txt"; echo 5 > "papers/read me.txt"
  chown -R wren:wren .
  { for n in $(seq 40) $(seq 40) $(seq 40) $(seq 38); do printf '{"key": "papers/n%s.txt", "size": %s, "sha256": "%s"}\n' "$n" $((${#n} + 1)) "$(echo "$n" | sha256sum | cut -c1-64)"; done
    printf '%s\n' 'papers/minutes of May.txt' 'papers/100%.txt' 'papers/über+unter.txt' 'papers/READ ME.txt' 'papers/read me.txt' '' NULL https://secure.gravatar.com/avatar/0bc83cb571cd1c50ba6f3e8a78ef1346 https://lh3.googleusercontent.com/a/x=s96-c
    printf '{"key": null}\n'; } > /root/keys.jsonl
  app -u wren -d /srv/wren -e MEDIA_ROOT=/srv/wren/media -e MEDIA_URL=/media/
  vhost wren <<'CONF'
server {
    listen 80;
    server_name wren.example;
    client_max_body_size 16m;
    location /media/ { alias /srv/wren/media/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
}
symptom() { gives 404 http://wren.example/media/papers/n1.txt; }
