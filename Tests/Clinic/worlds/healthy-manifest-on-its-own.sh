# title: a sound manifest that the user names: uploads on a claim, a cache in memory, another service's uploads in a bucket
# healthy
# target: /srv/ruff/all.yaml
# report: deployment/ruff
setup() {
  file /srv/ruff/all.yaml <<'YAML'
apiVersion: apps/v1
kind: Deployment
metadata: {name: ruff}
spec:
  template:
    spec:
      securityContext: {runAsUser: 1000, fsGroup: 1000}
      containers:
        - name: app
          image: ruff
          securityContext: {readOnlyRootFilesystem: true}
          env: [{name: MEDIA_ROOT, value: /media/ruff}, {name: STATIC_ROOT, value: /static}]
          volumeMounts: [{name: media, mountPath: /media}, {name: static, mountPath: /static}, {name: cache, mountPath: /tmp}]
        - name: nginx
          image: nginx
          volumeMounts:
            - {name: media, mountPath: /srv/media, subPath: ruff, readOnly: true}
            - {name: static, mountPath: /srv/static}
      volumes:
        - {name: media, persistentVolumeClaim: {claimName: media}}
        - {name: static, emptyDir: {}}
        - {name: cache, emptyDir: {medium: Memory}}
---
apiVersion: v1
kind: Pod
metadata: {name: thumbs}
spec:
  containers:
    - {name: thumbs, image: thumbs, env: [{name: STORAGE_BACKEND, value: s3}, {name: MEDIA_ROOT, value: /tmp/media}]}
YAML
}
symptom() { ! grep -q claimName /srv/ruff/all.yaml; }
