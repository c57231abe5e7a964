# title: the media lie on a network mount whose server does not answer
# expect: volumes.network-stalled
# names: /srv/chart/media
# target: http://chart.example/media/faces/ida.gif
# within: 30
# hangs
# cure: no
setup() {
  [ -c /dev/fuse ]
  hosts chart.example; user chart
  bundle /srv/chart/static chart:chart
  silent_mount /srv/chart/media store@10.9.8.7:/export/chart
  vhost chart <<'CONF'
server {
    listen 80;
    server_name chart.example;
    location /static/ { alias /srv/chart/static/; }
    location /media/ { alias /srv/chart/media/; }
}
CONF
  start_nginx
}
symptom() { PATIENCE=1 gives 000 http://chart.example/media/faces/ida.gif; }
