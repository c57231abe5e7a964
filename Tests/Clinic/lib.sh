# What the worlds are made of. Prepended to every script that runs in a world; a world's own file follows it.
# INSIDE names the containers in which the doctor will run, if any.

# --- people and files -------------------------------------------------------------------------------------------------

# user NAME [MODE] [UID]: an account with a home directory of that mode.
user() {
  local id=${3:-$((1000 + $(grep -c '^[^:]*:[^:]*:1[0-9][0-9][0-9]:' /etc/passwd)))}
  echo "$1:x:$id:$id::/home/$1:/bin/bash" >> /etc/passwd
  echo "$1:x:$id:" >> /etc/group
  mkdir -p "/home/$1"; chown "$id:$id" "/home/$1"; chmod "${2:-755}" "/home/$1"
}

# join USER GROUP: makes the user a member of the group.
join() { sed -i -E "s/^($2:x:[0-9]+:)(.+)\$/\\1\\2,$1/; s/^($2:x:[0-9]+:)\$/\\1$1/" /etc/group; }

# hosts NAME...: the names lead to this machine.
hosts() { local n; for n in "$@"; do echo "127.0.0.1 $n" >> /etc/hosts; done; }

# file PATH [MODE] [OWNER] < text
file() {
  mkdir -p "$(dirname "$1")"; cat > "$1"; chmod "${2:-644}" "$1"
  [ -z "${3:-}" ] || chown "$3" "$1"
}

# gif PATH...: the smallest real picture. doc PATH...: a small PDF. bytes PATH SIZE: text of that length.
gif() {
  local f; for f in "$@"; do
    mkdir -p "$(dirname "$f")"
    printf 'GIF89a\1\0\1\0\200\0\0\0\0\0\377\377\377!\371\4\1\0\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;' > "$f"
  done
}
doc() {
  local f; for f in "$@"; do
    mkdir -p "$(dirname "$f")"; printf '%%PDF-1.5\n%% %s\ntrailer<<>>\n%%%%EOF\n' "$(basename "$f")" > "$f"
  done
}
bytes() { mkdir -p "$(dirname "$1")"; yes 0123456789 | head -c "$2" > "$1"; }

# bundle DIR [OWNER]: what a front-end build leaves behind.
bundle() {
  mkdir -p "$1/css" "$1/js" "$1/type"
  echo ':root{--ink:#213}main{max-width:60ch;color:var(--ink)}' > "$1/css/main.css"
  echo 'for(const a of document.links)a.rel="noopener";' > "$1/js/main.js"
  echo '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 4"><path d="M0 0h4v4z"/></svg>' > "$1/mark.svg"
  printf 'wOF2\0\1\0\0text' > "$1/type/text.woff2"
  [ -z "${2:-}" ] || chown -R "$2" "$1"
}

# pictures DIR [OWNER]: what people have uploaded.
pictures() {
  gif "$1/2026/09/pier.gif" "$1/2026/09/heron.gif" "$1/2026/10/lock.gif" "$1/faces/ida.gif" "$1/faces/olav.gif"
  doc "$1/papers/minutes.pdf"
  [ -z "${2:-}" ] || chown -R "$2" "$1"
}

# --- nginx ------------------------------------------------------------------------------------------------------------

# vhost NAME < configuration: a file in sites-available and its link.
vhost() { cat > "/etc/nginx/sites-available/$1"; ln -sfn "../sites-available/$1" "/etc/nginx/sites-enabled/$1"; }

# welcome: the catch-all site that the distribution brings.
welcome() {
  vhost default <<'CONF'
server {
    listen 80 default_server;
    listen [::]:80 default_server;
    server_name _;
    root /var/www/html;
    index index.html index.nginx-debian.html;
    location / { try_files $uri $uri/ =404; }
}
CONF
}

# start_nginx: returns when the workers have taken their identity.
start_nginx() {
  nginx
  until pgrep -f '^nginx: worker process' >/dev/null; do sleep 0.01; done
  # A worker that has not taken its groups yet is still called as its master is.
  local n; for ((n = 0; n < 50; n++)); do [ "$(pgrep -fc '^nginx: master process')" -gt 1 ] || break; sleep 0.01; done
}

# status CURL-ARGUMENTS: the status of the answer, 000 without one.
status() { curl -s -o /dev/null -m "${PATIENCE:-10}" -w '%{http_code}' "$@" || true; }

# gives STATUS CURL-ARGUMENTS: a symptom that is there while the answer has this status and gone once it is 2xx.
gives() {
  local want=$1 got; shift; got=$(status "$@")
  echo "answer: $got" >&2
  case $got in "$want") return 0 ;; 2??) return 1 ;; *) return 2 ;; esac
}

# kind CURL-ARGUMENTS: the Content-Type of the answer.
kind() { curl -s -o /dev/null -m 10 -w '%{content_type}' "$@"; }

# send URL [SIZE] [NAME]: uploads a file of that size, prints the status.
send() { yes x | head -c "${2:-900}" | status --data-binary @- -H 'Content-Type: application/octet-stream' "$1?name=${3:-new.bin}"; }

# refuses STATUS URL [SIZE] [NAME]: a symptom that is there while an upload ends so, gone once it is stored.
refuses() {
  local want=$1 got; shift; got=$(send "$@")
  echo "upload: $got" >&2
  case $got in "$want") return 0 ;; 201) return 1 ;; *) return 2 ;; esac
}

# --- the application --------------------------------------------------------------------------------------------------

# code DIR [OWNER]: the application's source.
code() {
  mkdir -p "$1"
  cat > "$1/service.py" <<'PY'
import json, os, sys
from urllib.parse import parse_qs, quote

ENV = os.environ
UPLOADS = ENV.get("MEDIA_ROOT") or ENV.get("UPLOAD_FOLDER") or "uploads"
UPLOADS_URL = ENV.get("MEDIA_URL", "/media/")
STATIC_URL = ENV.get("STATIC_URL", "")
LIMIT = int(ENV.get("MAX_CONTENT_LENGTH", 16 << 20))
ACCEL = ENV.get("ACCEL_PREFIX", "")


def reply(start, status, body, kind="text/plain", *headers):
    body = body if isinstance(body, bytes) else body.encode()
    start(status, [("Content-Type", kind), ("Content-Length", str(len(body))), *headers])
    return [body]


def page(start):
    look = f'<link rel="stylesheet" href="{STATIC_URL}css/main.css">' if STATIC_URL else ""
    return reply(start, "200 OK", f"<!doctype html><title>Board</title>{look}<main>Welcome</main>", "text/html; charset=utf-8")


def upload(start, env):
    size = int(env.get("CONTENT_LENGTH") or 0)
    body = env["wsgi.input"].read(size)
    if size > LIMIT:
        return reply(start, "413 Request Entity Too Large", "too large")
    name = os.path.basename(parse_qs(env.get("QUERY_STRING", "")).get("name", ["file.bin"])[0])
    try:
        os.makedirs(UPLOADS, exist_ok=True)
        with open(os.path.join(UPLOADS, name), "wb") as target:
            target.write(body)
    except OSError as error:
        print("upload failed:", error, file=sys.stderr, flush=True)
        return reply(start, "500 Internal Server Error", "upload failed")
    return reply(start, "201 Created", json.dumps({"url": UPLOADS_URL + quote(name)}), "application/json")


def app(env, start):
    path = env.get("PATH_INFO", "/")
    if env["REQUEST_METHOD"] == "POST" and path == "/upload":
        return upload(start, env)
    if path == "/":
        return page(start)
    if ACCEL and path.startswith("/download/"):
        return reply(start, "200 OK", "", "application/octet-stream", ("X-Accel-Redirect", ACCEL + path[len("/download/"):]))
    if ENV.get("SEND_FILES") and path.startswith(UPLOADS_URL):
        try:
            with open(os.path.join(UPLOADS, path[len(UPLOADS_URL):]), "rb") as source:
                return reply(start, "200 OK", source.read(), "image/gif")
        except OSError:
            pass
    return reply(start, "404 Not Found", "<h1>Nothing here</h1>", "text/html; charset=utf-8")


if __name__ == "__main__":
    from wsgiref.simple_server import WSGIRequestHandler, make_server
    WSGIRequestHandler.log_message = lambda *arguments: None
    host, port = sys.argv[1].rsplit(":", 1)
    make_server(host, int(port), app).serve_forever()
PY
  echo 'gunicorn>=20' > "$1/requirements.txt"
  [ -z "${2:-}" ] || chown "$2" "$1" "$1/service.py" "$1/requirements.txt"
}

# serving ADDRESS: the command that serves the application there.
serving() {
  if [ -x /usr/bin/gunicorn ]; then
    echo "/usr/bin/python3 /usr/bin/gunicorn --bind $1 --worker-tmp-dir /dev/shm --log-level warning service:app"
  else echo "/usr/bin/python3 service.py $1"; fi
}

# listening PORT [HOST]: waits until something listens.
listening() {
  local n=0
  until (exec 3<>"/dev/tcp/${2:-127.0.0.1}/$1") 2>/dev/null; do
    [ $((n += 1)) -lt 500 ] || { echo "nothing listens on $1" >&2; return 1; }
    sleep 0.02
  done
}

# app -u USER -d DIR [-p PORT] [-f ENVFILE] [-m UMASK] [-e NAME=VALUE]...: starts it, with its code in DIR or -c CODE.
app() {
  local user=root dir=/ port=8000 mask=022 env=() from line OPTIND=1 o
  while getopts u:d:p:f:m:e:c: o; do
    case $o in
      u) user=$OPTARG ;; d) dir=$OPTARG ;; p) port=$OPTARG ;; m) mask=$OPTARG ;; e) env+=("$OPTARG") ;;
      c) env+=("PYTHONPATH=$OPTARG") ;;
      f) while read -r line; do case $line in *=*) env+=("$line") ;; esac; done < "$OPTARG" ;;
    esac
  done
  mkdir -p /var/log/app
  (
    cd "$dir"; umask "$mask"
    exec setsid env -i PATH=/usr/bin:/bin LANG=C.UTF-8 PYTHONDONTWRITEBYTECODE=1 HOME="/home/$user" USER="$user" "${env[@]}" \
      setpriv --reuid "$user" --regid "$(id -g "$user")" --init-groups $(serving "127.0.0.1:$port") \
      </dev/null >>"/var/log/app/$port.log" 2>&1
  ) &
  listening "$port"
}

# php_site NAME MODE [POOL-LINE]...: a PHP site in /srv/NAME/public with a pool and user of its own; uploads get that mode.
php_site() {
  local name=$1 mode=$2; shift 2
  mkdir -p "/srv/$name/public/uploads" /run/php /var/lib/php/sessions; chown -R "$name:$name" "/srv/$name"
  cat > "/srv/$name/public/index.php" <<PHP
<?php
\$file = \$_FILES['file'] ?? null;
if (!\$file) { echo 'ok'; exit; }
if (\$file['error'] === UPLOAD_ERR_INI_SIZE) { http_response_code(413); exit; }
\$to = __DIR__ . '/uploads/' . basename(\$file['name']);
http_response_code(\$file['error'] === 0 && move_uploaded_file(\$file['tmp_name'], \$to) && chmod(\$to, 0$mode) ? 201 : 500);
PHP
  rm -f /etc/php/8.2/fpm/pool.d/www.conf
  { printf '[%s]\n' "$name"
    printf '%s\n' "user = $name" "group = $name" "listen = /run/php/$name.sock" 'listen.owner = www-data' 'pm = ondemand' \
      'pm.max_children = 4' "env[UPLOAD_DIR] = /srv/$name/public/uploads" 'env[UPLOAD_URL] = /uploads/' "$@"
  } > "/etc/php/8.2/fpm/pool.d/$name.conf"
  local master; master=$(pgrep -xo php-fpm8.2 || true)
  if [ -n "$master" ]; then kill -USR2 "$master"; else /usr/sbin/php-fpm8.2 --fpm-config /etc/php/8.2/fpm/php-fpm.conf </dev/null >/dev/null 2>&1; fi
  until [ -S "/run/php/$name.sock" ]; do sleep 0.02; done
}

# post_file URL [SIZE]: uploads new.gif as a form does, prints the status.
post_file() { yes x | head -c "${2:-900}" | status -F "file=@-;filename=new.gif" "$1"; }

# node_service NAME: a Node service in /srv/NAME/api on port 3000, which says in its code where uploads go.
node_service() {
  file "/srv/$1/api/server.js" 644 "$1:$1" <<'JS'
const fs = require("fs"), http = require("http"), path = require("path");
const upload = require("./multer")({ dest: path.join(__dirname, "uploads") });
http.createServer((request, answer) => {
  if (request.method !== "POST") return answer.end("ok");
  const name = path.basename(new URL(request.url, "http://x").searchParams.get("name") || "file.bin");
  request.pipe(fs.createWriteStream(path.join(upload.dest, name)))
    .on("finish", () => answer.writeHead(201).end())
    .on("error", () => answer.writeHead(500).end());
}).listen(3000, "127.0.0.1");
JS
  file "/srv/$1/api/multer.js" 644 "$1:$1" <<< 'module.exports = (options) => options;'
  ( cd "/srv/$1/api"; exec setsid env -i PATH=/usr/bin:/bin NODE_ENV=production \
      setpriv --reuid "$1" --regid "$1" --init-groups /usr/bin/node server.js </dev/null >/dev/null 2>&1 ) &
  listening 3000
}

# --- disks ------------------------------------------------------------------------------------------------------------

# disk SIZE TARGET [MKFS-OPTIONS]: an ext4 file system of its own there; its image is nowhere to be seen.
disk() {
  local size=$1 target=$2; shift 2
  mkdir -p "$target"
  mount -t tmpfs tmpfs /mnt
  truncate -s "$size" /mnt/image
  mkfs.ext4 -q -F -E lazy_itable_init=1,lazy_journal_init=1,nodiscard "$@" /mnt/image
  mount -o loop,noinit_itable /mnt/image "$target"
  umount -l /mnt
}

# brim FILE [USER]: grows the file until not a byte more fits for that user.
brim() {
  local step as=()
  [ -z "${2:-}" ] || as=(setpriv --reuid "$2" --regid "$(id -g "$2")" --init-groups)
  for step in 1M 64k 4k 512; do
    "${as[@]}" dd if=/dev/zero of="$1" bs=$step oflag=append conv=notrunc status=none 2>/dev/null || true
    sync -f "$(dirname "$1")"
  done
  return 0
}

# silent_mount TARGET SOURCE: a FUSE file system that greets the kernel and never answers anything else.
silent_mount() {
  mkdir -p "$1"
  ( exec setsid /usr/bin/python3 - "$@" <<'PY' >/dev/null 2>&1
import ctypes, os, struct, sys
target, source = (a.encode() for a in sys.argv[1:3])
fuse = os.open("/dev/fuse", os.O_RDWR | os.O_CLOEXEC)
options = b"fd=%d,rootmode=040755,user_id=0,group_id=0,allow_other" % fuse
if ctypes.CDLL(None).mount(source, target, b"fuse.sshfs", 6, options):
    sys.exit(1)
_, _, unique = struct.unpack_from("=IIQ", os.read(fuse, 1 << 17))
greeting = struct.pack("=4I2H3I", 7, 31, 1 << 16, 0, 16, 12, 1 << 16, 1, 0).ljust(64, b"\0")
os.write(fuse, struct.pack("=IiQ", 16 + len(greeting), 0, unique) + greeting)
while os.read(fuse, 1 << 17):
    pass
PY
  ) &
  local n=0
  until grep -q " $1 " /proc/self/mountinfo; do [ $((n += 1)) -lt 250 ] || return 1; sleep 0.02; done
  echo "$2 $1 fuse.sshfs allow_other,_netdev,reconnect 0 0" >> /etc/fstab
}

# --- containers -------------------------------------------------------------------------------------------------------

LAYERS=/var/lib/docker/overlay2
VOLUMES=/var/lib/docker/volumes

# image NAME: prints the directory of the image's own layer. volume NAME: prints the directory of a named volume.
image() { mkdir -p "$LAYERS/$1/diff"; echo "$LAYERS/$1/diff"; }
volume() { mkdir -p "$VOLUMES/$1/_data"; chmod 701 $VOLUMES; echo "$VOLUMES/$1/_data"; }

# box NAME IMAGE [-v SOURCE:TARGET[:ro]]... [-t TMPFS]... [-e NAME=VALUE]... [-u UID:GID] [-d DIR] [-n] -- COMMAND...
# A container: overlay root over the image and a base, own mount, PID, UTS and IPC namespaces, the world's network.
# -n: without any capability.
box() {
  local name=$1 layer mounts="" user=0:0 dir=/ caps="" env=() OPTIND=1 o base=$LAYERS/base/diff top
  layer=$(image "$2"); shift 2
  while getopts v:t:e:u:d:n o; do
    case $o in
      v) mounts+="bind:$OPTARG"$'\n'; case $OPTARG in /*) ;; *) volume "${OPTARG%%:*}" >/dev/null ;; esac ;;
      t) mounts+="tmpfs:-:$OPTARG"$'\n' ;; e) env+=("$OPTARG") ;; u) user=$OPTARG ;; d) dir=$OPTARG ;; n) caps=-all ;;
    esac
  done
  shift $((OPTIND - 1)); [ "$1" != -- ] || shift
  if [[ " ${INSIDE:-} " = *" $name "* ]] && [ -d /opt/servedoctor ]; then
    mounts+="bind:/opt/servedoctor/servedoctor:/opt/servedoctor/servedoctor:ro"$'\n'
  fi
  if [ ! -d "$base" ]; then
    mkdir -p "$base"/{usr,proc,sys,dev,run,var/log/nginx,var/lib/nginx,var/cache,srv,home}; mkdir -m 1777 "$base/tmp"
    cp -a /bin /lib /sbin /etc "$base"; [ ! -e /lib64 ] || cp -a /lib64 "$base"; rm -f "$base"/etc/nginx/sites-*/* "$base/etc/fstab"
    chmod 711 /var/lib/docker $LAYERS
  fi
  top=$LAYERS/$(echo "$name" | sha256sum | cut -c1-64); mkdir -p "$top"/{diff,work,merged}
  mount -t overlay overlay -o "lowerdir=$layer:$base,upperdir=$top/diff,workdir=$top/work" "$top/merged"
  touch "$top/merged/.dockerenv"; echo "$name" > "$top/merged/etc/hostname"
  ( exec setsid unshare --mount --pid --uts --ipc --fork bash /dev/fd/3 "$name" "$top/merged" "$mounts" "$user" "$dir" "$caps" \
      env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin HOSTNAME="$name" PYTHONDONTWRITEBYTECODE=1 "${env[@]}" "$@" \
      3<<'SETUP' </dev/null >"$top/log" 2>&1
set -e
name=$1 root=$2 mounts=$3 user=$4 dir=$5 caps=$6; shift 6
mount --make-rprivate /
hostname "$name"
mount --rbind /usr "$root/usr"; mount -o remount,bind,ro "$root/usr"
mount -t proc proc "$root/proc"; mount --bind /dev "$root/dev"; mount -t tmpfs -o mode=1777,size=64m shm "$root/dev/shm"
mount -t sysfs -o ro sysfs "$root/sys"
while IFS=: read -r type source target mode; do
  [ -n "$type" ] || continue
  case $source in /*|-) ;; *) source=/var/lib/docker/volumes/$source/_data ;; esac
  if [ -f "$source" ]; then mkdir -p "$(dirname "$root$target")"; touch "$root$target"; else mkdir -p "$root$target"; fi
  if [ "$type" = tmpfs ]; then mount -t tmpfs -o mode=1777,size=64m tmpfs "$root$target"
  else mount --bind "$source" "$root$target"; [ "$mode" != ro ] || mount -o remount,bind,ro "$root$target"; fi
done <<< "$mounts"
cd "$root"; pivot_root . .; umount -l .
mkdir -p "$dir"; cd "$dir"
exec setpriv --reuid "${user%:*}" --regid "${user#*:}" --clear-groups ${caps:+--bounding-set "$caps" --inh-caps "$caps"} "$@" 3<&-
SETUP
  ) &
  local n=0
  until [ -n "$(box_pid "$name")" ]; do
    [ $((n += 1)) -lt 250 ] || { echo "container $name did not start" >&2; cat "$top/log" >&2; return 1; }
    sleep 0.02
  done
}

# box_pid NAME: the process that is PID 1 of the running container.
box_pid() {
  local p
  for p in /proc/[0-9]*; do
    [ "$p" != /proc/1 ] && grep -qs $'^NSpid:.*\t1$' "$p/status" && [ -e "$p/root/.dockerenv" ] &&
      [ "$(cat "$p/root/etc/hostname" 2>/dev/null)" = "$1" ] && ! tr '\0' ' ' < "$p/cmdline" | grep -q /dev/fd/3 && basename "$p" && return
  done
  return 0
}

# within NAME COMMAND...: runs it in the container, as `docker exec` does.
within() { local p; p=$(box_pid "$1"); shift; nsenter -t "$p" -m -p -u -i -r -w env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin "$@"; }

# engine: Podman with its service on /run/podman/podman.sock, over runc; and the image `site`, which has this machine's /usr.
# runc is told of no process limits, which not every machine lets it set. Control groups are the machine's own: they are
# made below clinic-NUMBER, the number of the world's network namespace, and removed when the world has ended.
engine() {
  local line list
  mkdir -p /sys/fs/cgroup; mount -t tmpfs cgroup /sys/fs/cgroup
  if grep -qv '^0::' /proc/self/cgroup; then
    while IFS=: read -r _ list line; do
      [ -n "$list" ] || continue
      mkdir -p "/sys/fs/cgroup/${list#name=}"
      case $list in name=*) line=none,$list ;; *) line=$list ;; esac
      mount -t cgroup -o "$line" cgroup "/sys/fs/cgroup/${list#name=}"
    done < /proc/self/cgroup
  else mount -t cgroup2 cgroup2 /sys/fs/cgroup; fi
  mkdir -p /run/podman /opt/engine /var/lib/containers /etc/containers /var/tmp /tmp/site/{usr,proc,sys,dev,run,tmp,srv,app,data,var/log/nginx,var/lib/nginx,etc}
  cat > /opt/engine/runc <<'PY'
#!/usr/bin/python3
import json, os, sys
words = sys.argv[1:]
for flag in ("--bundle", "-b"):
    if flag in words and {"create", "run"} & set(words):
        path = os.path.join(words[words.index(flag) + 1], "config.json")
        spec = json.load(open(path))
        spec.get("process", {}).pop("rlimits", None)
        json.dump(spec, open(path, "w"))
os.execv("/usr/sbin/runc", ["runc", *words])
PY
  chmod 755 /opt/engine/runc
  cat > /etc/containers/containers.conf <<'CONF'
[containers]
default_ulimits = []
[engine]
cgroup_manager = "cgroupfs"
events_logger = "file"
runtime = "plain"
[engine.runtimes]
plain = ["/opt/engine/runc"]
CONF
  printf '[storage]\ndriver = "overlay"\nrunroot = "/run/containers/storage"\ngraphroot = "/var/lib/containers/storage"\n' > /etc/containers/storage.conf
  echo '{"default":[{"type":"insecureAcceptAnything"}]}' > /etc/containers/policy.json
  cp -a /bin /lib /sbin /tmp/site/; [ ! -e /lib64 ] || cp -a /lib64 /tmp/site/
  cp -a /etc/{passwd,group,nginx,ld.so.cache,nsswitch.conf,python3*,alternatives} /tmp/site/etc/; rm -f /tmp/site/etc/nginx/sites-*/*
  tar -C /tmp/site -cf - . | podman import - localhost/site:latest >/dev/null 2>&1
  ( exec setsid podman system service --time=0 unix:///run/podman/podman.sock </dev/null >/var/log/podman.log 2>&1 ) &
  local n=0
  until curl -sf --unix-socket /run/podman/podman.sock http://d/_ping >/dev/null; do [ $((n += 1)) -lt 250 ] || return 1; sleep 0.02; done
}

# engine_run NAME OPTIONS... -- COMMAND...: a container of that image on the world's network.
engine_run() {
  local name=$1 options=(); shift
  while [ "$1" != -- ]; do options+=("$1"); shift; done; shift
  podman run -d --name "$name" --hostname "$name" --network host --cgroup-parent "/clinic-$(stat -L -c %i /proc/self/ns/net)" --security-opt seccomp=unconfined \
    -v /usr:/usr:ro -v /var/log/nginx:/var/log/nginx "${options[@]}" localhost/site:latest "$@" >/dev/null
}

# app_box NAME IMAGE OPTIONS...: the application in a container on port 8000. web_box NAME IMAGE OPTIONS...: nginx on port 80.
app_box() { local n=$1 i=$2; shift 2; code "$(image "$i")/app"; box "$n" "$i" -d /app "$@" -- $(serving 0.0.0.0:8000); listening 8000; }
web_box() { local n=$1 i=$2; shift 2; box "$n" "$i" "$@" -- nginx -g 'daemon off;'; listening 80; }
