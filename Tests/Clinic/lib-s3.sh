# Object stores for the worlds: real servers on machines of their own, and an application that keeps its files in a bucket.
# Read after lib.sh by the worlds that need one of the servers.

S3_KEY=GALLERY4KEY7ID0EXAMP
S3_SECRET=q7Zt/2mVx+R5cWb9KsHd4LnYf8Gj3PaQe6UoTiM1

# --- machines ---------------------------------------------------------------------------------------------------------

# neighbour ADDRESS NAME...: another machine of the network, by these names.
neighbour() {
  local address=$1 cable=wire${1##*.}; shift
  printf '%s %s\n' "$address" "$*" >> /etc/hosts
  [ ! -e "/run/netns/$address" ] || return 0
  ip netns add "$address"
  ip link add "$cable" type veth peer name eth0 netns "$address"
  ip link set "$cable" up
  ip address show dev lo | grep -q 10.30.0.1/32 || ip address add 10.30.0.1/32 dev lo
  ip route add "$address/32" dev "$cable" src 10.30.0.1
  ip -n "$address" link set lo up; ip -n "$address" address add "$address/24" dev eth0; ip -n "$address" link set eth0 up
}

# at ADDRESS COMMAND...: runs it on that machine. daemon LOG COMMAND...: a process of its own session.
at() { local address=$1; shift; nsenter --net="/run/netns/$address" "$@"; }
daemon() { local log=$1; shift; mkdir -p "${log%/*}"; ( exec setsid "$@" </dev/null >>"$log" 2>&1 ) & }

# --- stores -----------------------------------------------------------------------------------------------------------

# plain_store ADDRESS PORT [OPTIONS]: files below /var/lib/vault served by rclone. It checks signatures and knows no permissions.
plain_store() {
  local address=$1 port=$2; shift 2; mkdir -p /var/lib/vault
  RCLONE_AUTH_KEY="\"$S3_KEY,$S3_SECRET\"" RCLONE_CONFIG=/dev/null TMPDIR=/var/cache daemon /var/log/vault.log \
    nsenter --net="/run/netns/$address" rclone serve s3 --addr "$address:$port" --dir-cache-time 1s "$@" /var/lib/vault
  listening "$port" "$address"
}

# policy_store ADDRESS PORT [DOMAIN]: a Ceph cluster of one monitor and one disk in memory, and its gateway, which knows
# users, policies, access lists, CORS and lifecycle rules. With DOMAIN, buckets may stand before it.
policy_store() {
  local address=$1 port=$2 domain=${3:-} home=/var/lib/ceph conf=/etc/ceph/ceph.conf cluster disk
  cluster=$(cat /proc/sys/kernel/random/uuid) disk=$(cat /proc/sys/kernel/random/uuid)
  mkdir -p $home/{mon,osd,gate} /etc/ceph /run/ceph /var/log/ceph
  {
    printf '[global]\nfsid = %s\nmon host = [v2:%s:3300,v1:%s:6789]\nmon initial members = one\n' "$cluster" "$address" "$address"
    printf 'public network = 10.30.0.0/16\nauth cluster required = none\nauth service required = none\nauth client required = none\n'
    printf 'osd pool default size = 1\nosd pool default min size = 1\nosd pool default pg num = 1\nosd pool default pgp num = 1\n'
    printf 'osd pool default pg autoscale mode = off\nosd crush chooseleaf type = 0\nmon allow pool size one = true\n'
    printf 'mon max pg per osd = 999\nmon warn on pool no redundancy = false\npaxos propose interval = 0.02\npaxos min wait = 0.01\n'
    printf 'run dir = /run/ceph\npid file = /run/ceph/$name.pid\nlog file = /var/log/ceph/$name.log\n'
    printf '[mon]\nmon data = %s/mon\nmon cluster log file = /var/log/ceph/cluster.log\n' $home
    printf '[osd]\nosd data = %s/osd\nosd objectstore = memstore\nmemstore device bytes = 192M\n' $home
    printf '[client.gate]\nrgw data = %s/gate\nrgw frontends = beast endpoint=%s:%s\nrgw thread pool size = 24\nms mon client mode = crc\n' $home "$address" "$port"
    [ -z "$domain" ] || printf 'rgw dns name = %s\n' "$domain"
  } > $conf
  monmaptool --create --addv one "[v2:$address:3300,v1:$address:6789]" --fsid "$cluster" $home/map
  at "$address" ceph-mon -c $conf --mkfs -i one --monmap $home/map
  at "$address" ceph-mon -c $conf -i one
  at "$address" ceph -c $conf --connect-timeout 10 osd new "$disk" 0
  at "$address" ceph-osd -c $conf -i 0 --mkfs --osd-uuid "$disk" --no-mon-config
  at "$address" ceph-osd -c $conf -i 0
  at "$address" radosgw -c $conf -n client.gate
  local n=0
  until [ "$(status "http://$address:$port/")" != 000 ]; do [ $((n += 1)) -lt 300 ] || return 1; sleep 0.05; done
  store_user "$address" owner "$S3_KEY" "$S3_SECRET"
}

# store_user ADDRESS NAME KEY SECRET: another user of a policy_store.
store_user() {
  at "$1" radosgw-admin -c /etc/ceph/ceph.conf -n client.gate user create --uid="$2" --display-name="$2" --access-key="$3" --secret-key="$4" >/dev/null 2>&1
}

# region_store ADDRESS PORT REGION [COMMAND-BEFORE]: OpenStack Swift with its S3 face, which insists on its region.
region_store() {
  local address=$1 port=$2 region=$3 before=${4:-} home=/var/lib/swift kind number
  S3_KEY=gallery:web
  rm -rf /etc/swift; mkdir -p $home/disk/one /etc/swift
  printf '[swift-hash]\nswift_hash_path_suffix = salt\nswift_hash_path_prefix = pepper\n[storage-policy:0]\nname = only\ndefault = yes\n' > /etc/swift/swift.conf
  ( cd /etc/swift; PYTHONWARNINGS=ignore /usr/bin/python3 - <<'PY'
from swift.common.ring import RingBuilder
for kind, port in ("account", 6202), ("container", 6201), ("object", 6200):
    ring = RingBuilder(1, 1, 1)
    ring.add_dev({"id": 0, "region": 1, "zone": 1, "ip": "127.0.0.1", "port": port, "device": "one", "weight": 1})
    ring.rebalance()
    ring.get_ring().save(kind + ".ring.gz")
PY
  )
  for kind in account:6202 container:6201 object:6200; do
    number=${kind#*:} kind=${kind%:*}
    printf '[DEFAULT]\nbind_ip = 127.0.0.1\nbind_port = %s\ndevices = %s/disk\nmount_check = false\nuser = root\nworkers = 0\n[pipeline:main]\npipeline = %s-server\n[app:%s-server]\nuse = egg:swift#%s\nrecon_cache_path = %s\n' \
      "$number" $home "$kind" "$kind" "$kind" $home > "/etc/swift/$kind.conf"
    daemon "/var/log/swift/$kind.log" nsenter --net="/run/netns/$address" env PYTHONWARNINGS=ignore "swift-$kind-server" "/etc/swift/$kind.conf"
  done
  {
    printf '[DEFAULT]\nbind_ip = %s\nbind_port = %s\nuser = root\nworkers = 0\n' "$address" "$port"
    printf '[pipeline:main]\npipeline = catch_errors cache s3api tempauth copy slo dlo proxy-server\n'
    printf '[app:proxy-server]\nuse = egg:swift#proxy\nallow_account_management = true\naccount_autocreate = true\n'
    printf '[filter:tempauth]\nuse = egg:swift#tempauth\nuser_gallery_web = %s .admin\n' "$S3_SECRET"
    printf '[filter:cache]\nuse = egg:swift#memcache\nmemcache_servers = 127.0.0.1:11211\n'
    for kind in catch_errors copy slo dlo; do printf '[filter:%s]\nuse = egg:swift#%s\n' $kind $kind; done
    printf '[filter:s3api]\nuse = egg:swift#s3api\nlocation = %s\nauth_pipeline_check = false\n' "$region"
  } > /etc/swift/proxy.conf
  daemon /var/log/swift/cache.log nsenter --net="/run/netns/$address" memcached -u root -l 127.0.0.1 -m 16
  for number in 6200 6201 6202; do
    at "$address" bash -c "n=0; until (exec 3<>/dev/tcp/127.0.0.1/$number) 2>/dev/null; do [ \$((n += 1)) -lt 500 ] || exit 1; sleep 0.02; done"
  done
  daemon /var/log/swift/proxy.log nsenter --net="/run/netns/$address" env PYTHONWARNINGS=ignore $before swift-proxy-server /etc/swift/proxy.conf
  listening "$port" "$address"
}

# shifted OFFSET: what stands before a command whose clock is off by that much: +40m, -2h.
shifted() { echo "env LD_PRELOAD=$(ls /usr/lib/*/faketime/libfaketime.so.1) FAKETIME=$1"; }

# edge ADDRESS PORT RULES...: a vendor's front before a plain_store on port 9100 of that machine. It answers what matches a
# rule in the vendor's words and hands on the rest unchanged. Rule: METHODS|PATH-REGEX|HEADERS-REGEX|STATUS|CODE|MESSAGE
edge() {
  local address=$1 port=$2; shift 2
  [ -e /var/lib/vault ] || plain_store "$address" 9100
  file /opt/edge/edge.py <<'PY'
import http.client, re, sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

HOST, PORT, RULES = sys.argv[1], int(sys.argv[2]), [rule.split("|") for rule in sys.argv[3:]]


class Edge(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def send(self, status, headers, body):
        self.send_response_only(status)
        for name, value in headers:
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(b"" if self.command == "HEAD" else body)

    def handle_any(self):
        body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
        head = "\n".join(f"{name.lower()}: {value}" for name, value in self.headers.items())
        for methods, path, headers, status, code, message in RULES:
            if self.command in methods.split(",") and re.search(path, self.path) and re.search(headers, head):
                text = f"<?xml version='1.0'?><Error><Code>{code}</Code><Message>{message}</Message><RequestId>R8</RequestId></Error>".encode()
                return self.send(int(status), [("Content-Type", "application/xml"), ("x-amz-request-id", "R8"),
                                               ("Date", self.date_time_string()), ("Content-Length", str(len(text)))], text)
        store = http.client.HTTPConnection(HOST, 9100, timeout=20)
        store.putrequest(self.command, self.path, skip_host=True, skip_accept_encoding=True)
        for name, value in self.headers.items():
            store.putheader(name, value)
        store.endheaders(body or None)
        answer = store.getresponse()
        data = answer.read()
        keep = [(n, v) for n, v in answer.getheaders() if n.lower() not in ("connection", "transfer-encoding", "content-length")]
        size = answer.getheader("Content-Length", "0") if self.command == "HEAD" else str(len(data))
        self.send(answer.status, keep + [("Content-Length", size)], data)

    do_GET = do_HEAD = do_PUT = do_POST = do_DELETE = do_OPTIONS = handle_any


ThreadingHTTPServer((HOST, PORT), Edge).serve_forever()
PY
  daemon /var/log/edge.log nsenter --net="/run/netns/$address" /usr/bin/python3 /opt/edge/edge.py "$address" "$port" "$@"
  listening "$port" "$address"
}

# issuer: a certificate authority that this machine trusts. certificate BASE NAME...: BASE.crt and BASE.key from it.
issuer() {
  mkdir -p /root/issuer
  openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 900 -subj '/CN=Gallery Root' \
    -keyout /root/issuer/key -out /root/issuer/crt -addext basicConstraints=critical,CA:TRUE 2>/dev/null
  cat /root/issuer/crt >> /etc/ssl/certs/ca-certificates.crt
}
certificate() {
  local base=$1 names; shift; mkdir -p "${base%/*}"
  names=$(printf 'DNS:%s,' "$@")
  openssl req -new -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -subj "/CN=$1" -keyout "$base.key" -out "$base.csr" 2>/dev/null
  openssl x509 -req -in "$base.csr" -CA /root/issuer/crt -CAkey /root/issuer/key -CAcreateserial -days 300 -out "$base.crt" \
    -extfile <(echo "subjectAltName=${names%,}") 2>/dev/null
  rm "$base.csr"
}

# --- clients ----------------------------------------------------------------------------------------------------------

# objects ENDPOINT [NAME=VALUE]... < lines: what the owner of the store does with the aws tool.
#   make BUCKET | put BUCKET KEY TYPE [HEADER:VALUE]... | tree BUCKET PREFIX DIR [HEADER:VALUE]... | delete BUCKET KEY
#   rule BUCKET policy|cors|lifecycle|publicAccessBlock TEXT | open BUCKET | begin BUCKET KEY | link BUCKET KEY SECONDS AGO
objects() {
  local endpoint=$1; shift; vaultcode /opt/owner
  env S3_ENDPOINT_URL="$endpoint" S3_ACCESS_KEY_ID="$S3_KEY" S3_SECRET_ACCESS_KEY="$S3_SECRET" "$@" PYTHONPATH=/opt/owner \
    PYTHONDONTWRITEBYTECODE=1 /usr/bin/python3 /opt/owner/owner.py
}

# vaultcode DIR: the S3 client of the application, and the owner's tool.
vaultcode() {
  mkdir -p "$1"
  cat > "$1/vault.py" <<'PY'
import datetime, hashlib, hmac, http.client, os, ssl
from urllib.parse import quote, urlsplit

ENV = os.environ


def setting(*names, default=""):
    return next((ENV[n] for n in names if ENV.get(n)), default)


class Refused(Exception):
    pass


class Vault:
    def __init__(self):
        self.endpoint = setting("S3_ENDPOINT_URL", "AWS_S3_ENDPOINT_URL", "AWS_ENDPOINT", "MINIO_ENDPOINT", "SPACES_ENDPOINT")
        self.bucket = setting("S3_BUCKET", "AWS_STORAGE_BUCKET_NAME", "AWS_BUCKET", "MINIO_BUCKET", "SPACES_BUCKET")
        self.region = setting("S3_REGION", "AWS_S3_REGION_NAME", "AWS_DEFAULT_REGION", default="us-east-1")
        self.key = setting("S3_ACCESS_KEY_ID", "AWS_S3_ACCESS_KEY_ID", "AWS_ACCESS_KEY_ID", "MINIO_ACCESS_KEY", "SPACES_KEY")
        self.secret = setting("S3_SECRET_ACCESS_KEY", "AWS_S3_SECRET_ACCESS_KEY", "AWS_SECRET_ACCESS_KEY", "MINIO_SECRET_KEY", "SPACES_SECRET")
        self.token = setting("S3_SESSION_TOKEN", "AWS_SESSION_TOKEN")
        self.virtual = setting("S3_ADDRESSING_STYLE", "AWS_S3_ADDRESSING_STYLE", default="path") == "virtual"
        self.base = setting("S3_PUBLIC_BASE_URL", "AWS_S3_CUSTOM_DOMAIN", "AWS_URL")
        self.prefix = setting("S3_PREFIX", "AWS_LOCATION")
        self.acl = setting("S3_DEFAULT_ACL", "AWS_DEFAULT_ACL")
        if not self.key and os.path.exists(os.path.expanduser("~/.aws/credentials")):
            import configparser
            shared = configparser.ConfigParser()
            shared.read(os.path.expanduser("~/.aws/credentials"))
            part = shared[ENV.get("AWS_PROFILE", "default")]
            self.key, self.secret = part["aws_access_key_id"], part["aws_secret_access_key"]

    def place(self, key):
        url = urlsplit(self.endpoint)
        host = f"{self.bucket}.{url.netloc}" if self.virtual and self.bucket else url.netloc
        path = url.path.rstrip("/") + ("" if self.virtual or not self.bucket else "/" + self.bucket) + "/" + quote(key, safe="/-_.~")
        return url.scheme, host, path if key or path == "/" else path[:-1]

    def signature(self, method, host, path, query, headers, digest, stamp):
        names = ";".join(sorted(headers))
        lines = "".join(f"{n}:{headers[n]}\n" for n in sorted(headers))
        request = hashlib.sha256("\n".join([method, path, query, lines, names, digest]).encode()).hexdigest()
        scope = f"{stamp[:8]}/{self.region}/s3/aws4_request"
        key = ("AWS4" + self.secret).encode()
        for part in scope.split("/"):
            key = hmac.new(key, part.encode(), "sha256").digest()
        return scope, names, hmac.new(key, f"AWS4-HMAC-SHA256\n{stamp}\n{scope}\n{request}".encode(), "sha256").hexdigest()

    def ask(self, method, key="", body=b"", headers=(), query=""):
        if not self.key or not self.secret:
            raise Refused("Unable to locate credentials")
        scheme, host, path = self.place(key)
        stamp = datetime.datetime.utcnow().strftime("%Y%m%dT%H%M%SZ")
        digest = hashlib.sha256(body).hexdigest()
        fields = {"host": host, "x-amz-content-sha256": digest, "x-amz-date": stamp, **dict(headers)}
        if self.token:
            fields["x-amz-security-token"] = self.token
        scope, names, sign = self.signature(method, host, path, query, fields, digest, stamp)
        fields["authorization"] = f"AWS4-HMAC-SHA256 Credential={self.key}/{scope}, SignedHeaders={names}, Signature={sign}"
        line = (http.client.HTTPSConnection(host, timeout=8, context=ssl.create_default_context()) if scheme == "https"
                else http.client.HTTPConnection(host, timeout=8))
        try:
            line.request(method, path + ("?" + query if query else ""), body, fields)
            answer = line.getresponse()
            return answer.status, answer.read()
        except (OSError, http.client.HTTPException) as problem:
            raise Refused(f"Could not connect to the endpoint URL {scheme}://{host}{path}: {problem}")
        finally:
            line.close()

    def need(self, operation, answer):
        if answer[0] // 100 != 2:
            text = answer[1].decode("utf-8", "replace")
            code = text.partition("<Code>")[2].partition("</Code>")[0] or answer[0]
            message = text.partition("<Message>")[2].partition("</Message>")[0]
            raise Refused(f"An error occurred ({code}) when calling the {operation} operation: {message}")
        return answer[1]

    def save(self, name, body, kind):
        headers = {"content-type": kind} | ({"x-amz-acl": self.acl} if self.acl else {})
        self.need("PutObject", self.ask("PUT", self.prefix + name, body, headers))

    def link(self, key, seconds=3600, ago=0, method="GET", token=""):
        scheme, host, path = self.place(key)
        stamp = (datetime.datetime.utcnow() - datetime.timedelta(seconds=ago)).strftime("%Y%m%dT%H%M%SZ")
        query = (f"X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential={quote(self.key, safe='')}%2F{stamp[:8]}%2F{self.region}%2Fs3%2Faws4_request"
                 f"&X-Amz-Date={stamp}&X-Amz-Expires={seconds}" + (f"&X-Amz-Security-Token={quote(token, safe='')}" if token else "")
                 + "&X-Amz-SignedHeaders=host")
        sign = self.signature(method, host, path, query, {"host": host}, "UNSIGNED-PAYLOAD", stamp)[2]
        return f"{scheme}://{host}{path}?{query}&X-Amz-Signature={sign}"

    def url(self, name):
        if not self.base:
            return self.link(self.prefix + name, int(ENV.get("LINK_SECONDS", 3600)), int(ENV.get("LINK_AGE", 0)))
        base = self.base if "://" in self.base else "http://" + self.base
        return base.rstrip("/") + "/" + quote(self.prefix + name, safe="/-_.~")
PY
  cat > "$1/owner.py" <<'PY'
import base64, hashlib, mimetypes, os, shlex, sys
from vault import Vault

mimetypes.add_type("font/woff2", ".woff2")
vault = Vault()


def pairs(words):
    return dict(word.split(":", 1) for word in words)


def rule(name, text):
    body = text.encode()
    return vault.ask("PUT", "", body, {"content-md5": base64.b64encode(hashlib.md5(body).digest()).decode()}, name + "=")


for line in sys.stdin:
    verb, *words = shlex.split(line) or ["nothing"]
    if verb == "nothing":
        continue
    vault.bucket, *rest = words
    answer = (200, b"")
    if verb == "make":
        answer = vault.ask("PUT")
    elif verb == "put":
        answer = vault.ask("PUT", rest[0], b"GIF89a\1\0\1\0\0\0\0;" if rest[1].startswith("image/") else b"text\n", {"content-type": rest[1], **pairs(rest[2:])})
    elif verb == "tree":
        for folder, _, names in os.walk(rest[1]):
            for name in names:
                path = os.path.join(folder, name)
                kind = mimetypes.guess_type(name)[0] or "application/octet-stream"
                with open(path, "rb") as source:
                    answer = vault.ask("PUT", rest[0] + os.path.relpath(path, rest[1]), source.read(), {"content-type": kind, **pairs(rest[2:])})
                if answer[0] // 100 != 2:
                    break
    elif verb == "delete":
        answer = vault.ask("DELETE", rest[0])
    elif verb == "rule":
        answer = rule(rest[0], rest[1])
    elif verb == "open":
        answer = rule("policy", '{"Version":"2012-10-17","Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::%s/*"}]}' % vault.bucket)
    elif verb == "begin":
        answer = vault.ask("POST", rest[0], query="uploads=")
    elif verb == "link":
        print(vault.link(rest[0], int(rest[1]), int(rest[2]), token=rest[3] if len(rest) > 3 else ""))
    if answer[0] // 100 != 2:
        sys.exit(f"{line.strip()}: {answer[0]} {answer[1].decode('utf-8', 'replace')[:300]}")
PY
}

# --- the application --------------------------------------------------------------------------------------------------

# gallery DIR USER [NAME=VALUE]...: the application's code and its .env; start it with app -u USER -d DIR -f DIR/.env.
gallery() {
  local dir=$1 user=$2; shift 2
  vaultcode "$dir"; rm "$dir/owner.py"
  cat > "$dir/service.py" <<'PY'
import os, sys
from urllib.parse import parse_qs, quote
from vault import ENV, Refused, Vault

vault = Vault()
COVER = ENV.get("COVER", "2026/09/pier.gif")
STATIC_URL = ENV.get("STATIC_URL", "/static/")


def reply(start, status, body, kind="text/plain", *headers):
    start(status, [("Content-Type", kind), ("Content-Length", str(len(body))), *headers])
    return [body]


def app(env, start):
    path = env.get("PATH_INFO", "/").encode("latin-1").decode("utf-8", "replace")
    try:
        if env["REQUEST_METHOD"] == "POST" and path == "/upload":
            body = env["wsgi.input"].read(int(env.get("CONTENT_LENGTH") or 0))
            name = "uploads/" + parse_qs(env.get("QUERY_STRING", "")).get("name", ["new.bin"])[0]
            vault.save(name, body, ENV.get("UPLOAD_TYPE") or env.get("CONTENT_TYPE") or "application/octet-stream")
            return reply(start, "201 Created", name.encode())
        if path.startswith("/files/"):
            return reply(start, "200 OK", vault.need("GetObject", vault.ask("GET", vault.prefix + path[7:])), "application/octet-stream")
        if path.startswith("/go/"):
            return reply(start, "302 Found", b"", "text/plain", ("Location", vault.url(path[4:])))
    except Refused as problem:
        print("ERROR storage:", problem, file=sys.stderr, flush=True)
        return reply(start, "500 Internal Server Error", b"<h1>Server Error</h1>", "text/html")
    if path == "/":
        image = f'<img src="{vault.url(COVER).replace("&", "&amp;")}" alt="">' if COVER and vault.key else ""
        return reply(start, "200 OK", f'<!doctype html><title>Gallery</title><link rel="stylesheet" href="{STATIC_URL}css/main.css">{image}'.encode(), "text/html; charset=utf-8")
    return reply(start, "404 Not Found", b"<h1>Nothing here</h1>", "text/html; charset=utf-8")
PY
  cat >> "$dir/service.py" <<'PY'


if __name__ == "__main__":
    from wsgiref.simple_server import WSGIRequestHandler, make_server
    WSGIRequestHandler.log_message = lambda *arguments: None
    host, port = sys.argv[1].rsplit(":", 1)
    make_server(host, int(port), app).serve_forever()
PY
  bundle "$dir/static"
  printf 'gunicorn>=20\n' > "$dir/requirements.txt"
  printf '%s\n' STORAGE_BACKEND=s3 STATIC_URL=/static/ "STATIC_ROOT=$dir/static" "$@" > "$dir/.env"
  chown -R "$user:$user" "$dir"; chmod 640 "$dir/.env"
}

# vault_settings BUCKET ENDPOINT [FAMILY]: settings of the application in the words of a framework: S3 (default), django, laravel.
vault_settings() {
  case ${3:-S3} in
    S3) printf '%s\n' "S3_BUCKET=$1" "S3_ENDPOINT_URL=$2" S3_REGION=us-east-1 "S3_ACCESS_KEY_ID=$S3_KEY" "S3_SECRET_ACCESS_KEY=$S3_SECRET" ;;
    django) printf '%s\n' "AWS_STORAGE_BUCKET_NAME=$1" "AWS_S3_ENDPOINT_URL=$2" AWS_S3_REGION_NAME=us-east-1 "AWS_ACCESS_KEY_ID=$S3_KEY" "AWS_SECRET_ACCESS_KEY=$S3_SECRET" ;;
    laravel) printf '%s\n' FILESYSTEM_DISK=s3 "AWS_BUCKET=$1" "AWS_ENDPOINT=$2" AWS_DEFAULT_REGION=us-east-1 "AWS_ACCESS_KEY_ID=$S3_KEY" "AWS_SECRET_ACCESS_KEY=$S3_SECRET" AWS_USE_PATH_STYLE_ENDPOINT=true ;;
  esac
}

# set_in FILE NAME VALUE: as an editor would.
set_in() { sed -i "/^$2=/d" "$1"; echo "$2=$3" >> "$1"; }

# before_gallery NAME HOST DIR [LINES]: the site before the application.
before_gallery() {
  vhost "$1" <<CONF
server {
    listen 80;
    server_name $2;
    client_max_body_size 16m;
    location /static/ { alias $3/static/; }
    ${4:-}
    location / { proxy_pass http://127.0.0.1:8000; include proxy_params; }
}
CONF
}

# open_gallery USER HOST: starts the application in /srv/USER and the site before it.
open_gallery() { hosts "$2"; app -u "$1" -d "/srv/$1" -f "/srv/$1/.env"; before_gallery "$1" "$2" "/srv/$1" "${3:-}"; start_nginx; }
