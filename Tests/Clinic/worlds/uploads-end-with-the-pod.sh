# title: the uploads of a pod are on an emptyDir
# expect: volumes.memory-backed
# verdict: confirmed
# names: emptyDir
# cure: no
setup() {
  hosts app; d=/var/lib/kubelet/pods/3f1c2b9e-77aa-4c1d-9e52-0d1f6a2b8c3d/volumes/kubernetes.io~empty-dir/uploads; pictures $d 1500:1500; chown 1500:1500 $d
  file "$(image tern-web)/etc/nginx/conf.d/default.conf" <<'CONF'
server {
    listen 80;
    client_max_body_size 16m;
    location /media/ { alias /data/; }
    location / { proxy_pass http://app:8000; include proxy_params; }
}
CONF
  app_box app tern-app -u 1500:1500 -e MEDIA_ROOT=/data -e MEDIA_URL=/media/ -v $d:/data
  web_box web tern-web -v $d:/data:ro
}
symptom() { grep -q 'empty-dir/uploads /data ' "/proc/$(box_pid app)/mountinfo"; }
