# title: inside the container: uploads go to its own layer, and the last replacement lost them
# expect: volumes.ephemeral-media | app.local-storage-in-container
# names: /app/uploads
# inside: app
# cure: no
setup() {
  local layer; layer=$(image notes-app); install -d -o 1600 -g 1600 "$layer/app/uploads"
  app_box app notes-app -u 1600:1600 -e STORAGE_BACKEND=local -e UPLOAD_FOLDER=/app/uploads -e MEDIA_URL=/uploads/ -e SEND_FILES=1
  send http://localhost:8000/upload 400 today.gif
}
symptom() { [ "$(status http://localhost:8000/uploads/today.gif)" = 200 ] || return 2; gives 404 http://localhost:8000/uploads/yesterday.gif; }
