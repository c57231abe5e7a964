# title: no nginx at all, the application serves its own uploads
# healthy
# report: /etc/nginx/nginx.conf
setup() {
  hosts heather.example; user heather
  mount --bind /dev/null /usr/sbin/nginx; rm -r /etc/nginx /var/log/nginx /var/lib/nginx
  code /srv/heather heather:heather; pictures /srv/heather/media heather:heather
  app -u heather -d /srv/heather -p 8080 -e MEDIA_ROOT=/srv/heather/media -e MEDIA_URL=/media/ -e SEND_FILES=1
}
symptom() { gives 404 http://127.0.0.1:8080/media/faces/ida.gif || refuses 500 http://127.0.0.1:8080/upload; }
