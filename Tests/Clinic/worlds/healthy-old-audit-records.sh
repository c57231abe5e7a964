# title: audit records of refusals that were mended long ago
# healthy
setup() {
  hosts turnstone.example
  pictures /srv/turnstone/media
  file /var/log/audit/audit.log 600 <<'LOG'
type=AVC msg=audit(1690000000.123:99): avc:  denied  { read } for  pid=812 comm="nginx" name="ida.gif" dev="vda1" ino=77 scontext=system_u:system_r:httpd_t:s0 tcontext=unconfined_u:object_r:user_home_t:s0 tclass=file permissive=0
LOG
  vhost turnstone <<'CONF'
server {
    listen 80;
    server_name turnstone.example;
    location /media/ { alias /srv/turnstone/media/; }
}
CONF
  start_nginx
}
symptom() { gives 404 http://turnstone.example/media/faces/ida.gif; }
