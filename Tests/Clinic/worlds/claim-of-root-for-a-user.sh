# title: a pod runs as a user, its claim belongs to root and no fsGroup gives it away
# expect: access.uid-mismatch | access.writer-cannot-write
# verdict: confirmed
# names: /srv/media-data
# report: fsGroup
setup() {
  hosts app; d=/var/lib/kubelet/pods/c1d2e3f4-0c3c-4a79-a3c5-3d0c7e1f2a3b/volumes/kubernetes.io~csi/pvc-5a/mount
  pictures $d; chmod 755 $d
  file "$(image teal-web)/etc/nginx/conf.d/default.conf" <<'CONF'
server {
    listen 80;
    client_max_body_size 16m;
    location /media/ { alias /srv/media-data/; }
    location / { proxy_pass http://app:8000; include proxy_params; }
}
CONF
  file /srv/teal/manifests/teal.yaml <<'YAML'
apiVersion: v1
kind: Pod
metadata: {name: teal}
spec:
  volumes:
  - name: files
    persistentVolumeClaim: {claimName: teal-files}
  containers:
  - name: teal
    image: teal-app
    securityContext: {runAsUser: 1300, runAsGroup: 1300}
    env: [{name: MEDIA_ROOT, value: /srv/media-data}, {name: MEDIA_URL, value: /media/}]
    volumeMounts: [{name: files, mountPath: /srv/media-data}]
YAML
  app_box app teal-app -u 1300:1300 -e MEDIA_ROOT=/srv/media-data -e MEDIA_URL=/media/ -v $d:/srv/media-data
  web_box web teal-web -v $d:/srv/media-data:ro
}
symptom() { refuses 500 http://localhost/upload; }
