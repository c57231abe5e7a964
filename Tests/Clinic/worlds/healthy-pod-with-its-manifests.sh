# title: a pod as its manifests describe it, among a broken one, a template and one of another application
# healthy
# report: /srv/knot/k8s/broken.yaml:4:
setup() {
  hosts app; d=/var/lib/kubelet/pods/aa11bb22-0c3c-4a79-a3c5-3d0c7e1f2a3b/volumes; m=$d/kubernetes.io~csi/pvc-9/mount/files
  s=$d/kubernetes.io~empty-dir/assets; pictures $m 1200:1200; chown 1200:1200 $m; chmod 2775 $m; bundle $s 1200:1200
  file "$(image knot-web)/etc/nginx/conf.d/default.conf" <<'CONF'
server {
    listen 80;
    client_max_body_size 16m;
    location /media/ { alias /srv/media/; }
    location /static/ { alias /srv/static/; }
    location / { proxy_pass http://app:8000; include proxy_params; }
}
CONF
  file /srv/knot/k8s/broken.yaml <<< $'kind: Deployment\nmetadata:\n  name: x\n bad: [1\n'
  file /srv/knot/k8s/chart.yaml <<< $'kind: Deployment\nmetadata: {name: {{ .Release.Name }}}'
  file /srv/knot/k8s/other.yaml <<< $'kind: Pod\nmetadata: {name: other}\nspec: {containers: [{name: a, env: [{name: MEDIA_ROOT, value: /elsewhere}]}]}'
  file /srv/knot/k8s/knot.yaml <<'YAML'
kind: List
apiVersion: v1
items:
- kind: Deployment
  apiVersion: apps/v1
  metadata: {name: knot}
  spec:
    template:
      spec:
        securityContext: {fsGroup: 1200, runAsUser: 1200}
        initContainers:
        - {name: collect, image: knot-app, command: [cp, -a, /app/build/., /out], volumeMounts: [{name: assets, mountPath: /out}]}
        containers:
        - name: app
          image: knot-app
          env: [{name: MEDIA_ROOT, value: /data/media}, {name: MEDIA_URL, value: /media/}]
          volumeMounts: [{name: files, mountPath: /data/media, subPath: files}]
        - name: web
          image: nginx
          volumeMounts:
          - {name: files, mountPath: /srv/media, subPath: files, readOnly: true}
          - {name: assets, mountPath: /srv/static, readOnly: true}
        volumes:
        - {name: files, persistentVolumeClaim: {claimName: knot}}
        - {name: assets, emptyDir: {}}
YAML
  app_box app knot-app -u 1200:1200 -e MEDIA_ROOT=/data/media -e MEDIA_URL=/media/ -e STATIC_ROOT=/data/static -e STATIC_URL=/static/ -v $m:/data/media -v $s:/data/static
  web_box web knot-web -v $m:/srv/media:ro -v $s:/srv/static:ro
}
symptom() {
  [ "$(status http://localhost/media/faces/ida.gif)$(status http://localhost/static/css/main.css)" = 200200 ] || return 0
  refuses 500 http://localhost/upload
}
