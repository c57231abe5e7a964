# title: a manifest, named by the user, stores uploads where no volume is
# target: /home/finch/app/pods.yml
# expect: volumes.ephemeral-media
# verdict: confirmed
# names: /home/finch/app/pods.yml:8
# names: persistentVolumeClaim
# cure: no
setup() {
  user finch
  file /home/finch/app/pods.yml <<'YAML'
kind: Deployment
apiVersion: apps/v1
metadata: {name: finch}
spec:
  template:
    spec:
      containers:
        - name: api
          image: finch/api:3
          env:
            - {name: UPLOAD_DIR, value: /srv/uploads}
          volumeMounts:
            - {name: tmp, mountPath: /tmp}
      volumes:
        - name: tmp
          emptyDir: {}
YAML
}
symptom() { ! grep -q persistentVolumeClaim /home/finch/app/pods.yml; }
cure() { sed -i 's/emptyDir: {}/persistentVolumeClaim: {claimName: finch}/' /home/finch/app/pods.yml; }
