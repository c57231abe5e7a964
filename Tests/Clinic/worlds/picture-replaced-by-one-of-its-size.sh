# title: an upload of the same name and size replaced a file whose checksum is recorded
# target: --references /root/attachments.jsonl
# expect: files.content-differs
# verdict: confirmed
# names: contracts/scan-0007.txt
# cure: no
setup() {
  hosts gannet.example; user gannet; code /srv/gannet gannet:gannet
  local n; for n in 0005 0006 0007 0008 0009; do bytes "/srv/gannet/files/contracts/scan-$n.txt" 4096; echo "$n" | dd of="/srv/gannet/files/contracts/scan-$n.txt" conv=notrunc status=none; done
  cd /srv/gannet/files; for n in contracts/*; do printf '{"key": "%s", "size": 4096, "sha256": "%s"}\n' "$n" "$(sha256sum < "$n" | cut -c1-64)"; done > /root/attachments.jsonl
  echo another | dd of=contracts/scan-0007.txt conv=notrunc status=none; chown -R gannet:gannet .
  app -u gannet -d /srv/gannet -e MEDIA_ROOT=/srv/gannet/files -e MEDIA_URL=/files/
  vhost gannet <<'CONF'
server {
    listen 80;
    server_name gannet.example;
    client_max_body_size 16m;
    location /files/ { alias /srv/gannet/files/; }
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
  start_nginx
}
symptom() { curl -sf http://gannet.example/files/contracts/scan-0007.txt | head -1 | grep -q another; }
