# title: the manifest gives uploads an emptyDir
# expect: volumes.memory-backed
# verdict: confirmed
# names: /srv/grebe/k8s/app.yaml:29
# names: persistentVolumeClaim
# cure: no
setup() {
  hosts app; d=/var/lib/kubelet/pods/77d0a1c4-8f4e-4a62-9d0c-6a1b2c3d4e5f/volumes/kubernetes.io~empty-dir/photos
  pictures $d 1500:1500; chown 1500:1500 $d
  file "$(image grebe-web)/etc/nginx/conf.d/default.conf" <<'CONF'
server {
    listen 80;
    client_max_body_size 16m;
    location /media/ { alias /srv/photos/; }
    location / { proxy_pass http://app:8000; include proxy_params; }
}
CONF
  file /srv/grebe/k8s/app.yaml <<'YAML'
apiVersion: v1
kind: ConfigMap
metadata: {name: grebe}
data:
  MEDIA_ROOT: /data/photos
  MEDIA_URL: /media/
---
apiVersion: apps/v1
kind: Deployment
metadata: {name: grebe}
spec:
  selector: {matchLabels: {app: grebe}}
  template:
    metadata: {labels: {app: grebe}}
    spec:
      containers:
        - name: app
          image: registry.example/grebe:41
          envFrom: [{configMapRef: {name: grebe}}]
          volumeMounts:
            - {name: photos, mountPath: /data/photos}
        - name: web
          image: registry.example/grebe-nginx:12
          volumeMounts:
            - {name: photos, mountPath: /srv/photos, readOnly: true}
      volumes:
        - name: other
          configMap: {name: grebe}
        - {name: photos, emptyDir: {}}
YAML
  app_box app grebe-app -u 1500:1500 -e MEDIA_ROOT=/data/photos -e MEDIA_URL=/media/ -v $d:/data/photos
  web_box web grebe-web -v $d:/srv/photos:ro
}
symptom() { grep -q 'empty-dir/photos /data/photos ' "/proc/$(box_pid app)/mountinfo"; }
