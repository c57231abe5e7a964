# title: two containers of a pod mount different directories of one claim
# target: http://localhost/media/new.gif
# expect: volumes.not-shared
# verdict: confirmed
# names: /opt/dunlin/deploy/web.yaml:24
# names: subPath
# cure: no
setup() {
  hosts app; d=/var/lib/kubelet/pods/0b9ad2aa-0c3c-4a79-a3c5-3d0c7e1f2a3b/volumes/kubernetes.io~local-volume/dunlin
  mkdir -p $d/media; pictures $d/uploads 1400:1400; chown 1400:1400 $d/uploads $d/media
  file "$(image dunlin-web)/etc/nginx/conf.d/default.conf" <<'CONF'
server {
    listen 80;
    client_max_body_size 16m;
    location /media/ { alias /srv/photos/media/; }
    location / { proxy_pass http://app:8000; include proxy_params; }
}
CONF
  file /opt/dunlin/deploy/web.yaml <<'YAML'
apiVersion: apps/v1
kind: StatefulSet
metadata:
  name: dunlin
  namespace: shop
spec:
  replicas: 1
  template:
    spec:
      securityContext: {fsGroup: 1400}
      containers:
      - name: app
        image: dunlin-app
        env:
        - {name: MEDIA_ROOT, value: /app/media}
        - {name: MEDIA_URL, value: /media/}
        volumeMounts:
        - {mountPath: /app/media, name: data, subPath: uploads}
      - name: proxy
        image: nginx:1.27
        volumeMounts:
        - name: data
          mountPath: /srv/photos/media
          subPath: "media"
          readOnly: true
  volumeClaimTemplates:
  - metadata: {name: data}
    spec: {accessModes: [ReadWriteOnce]}
YAML
  app_box app dunlin-app -u 1400:1400 -e MEDIA_ROOT=/app/media -e MEDIA_URL=/media/ -v $d/uploads:/app/media
  web_box web dunlin-web -v $d/media:/srv/photos/media:ro; send http://localhost/upload 900 new.gif >/dev/null
}
symptom() { gives 404 http://localhost/media/new.gif; }
