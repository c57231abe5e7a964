# title: somebody asks for the files that hold an application's passwords and keys, and the server cannot read them
# target: http://quill.example/.env
# target: /srv/quill/.env
# target: /etc/ssl/private/quill.key
# target: /etc/shadow
# healthy
setup() {
  hosts quill.example; user quill; bundle /srv/quill quill:quill; mkdir -p /etc/ssl/private
  file /srv/quill/.env <<'ENV'
SECRET_KEY=eb1f0c2a77
ENV
  chown quill:quill /srv/quill/.env; chmod 600 /srv/quill/.env
  openssl genpkey -algorithm ED25519 -out /etc/ssl/private/quill.key 2>/dev/null; chmod 600 /etc/ssl/private/quill.key
  vhost quill <<'CONF'
server {
    listen 80;
    server_name quill.example;
    root /srv/quill;
}
CONF
  start_nginx
}
symptom() { gives 500 http://quill.example/css/main.css; }
