"""200 secrets of 20 kinds, planted where servers have them; none may come out: secrets.py BINARY

A small site of its own (nginx, an application, their files and logs) in namespaces of its own is examined in every format and
verbosity. Each secret is looked for plain, encoded, and in pieces. Ends with "N passed, N failed". Needs root.
"""
import base64
import html
import json
import os
import pathlib
import random
import re
import string
import subprocess
import sys
import time
import urllib.parse

ALPHABET = string.ascii_letters + string.digits
PIECE = 10
chance = random.Random(20260101)


def run_of(length, alphabet=ALPHABET):
    return "".join(chance.choice(alphabet) for _ in range(length))


KINDS = {
    "access key id": lambda: "AKIA" + run_of(16, string.ascii_uppercase + string.digits),
    "secret access key": lambda: run_of(40, ALPHABET + "+/"),
    "session token": lambda: run_of(120, ALPHABET + "+/") + "==",
    "GitHub token": lambda: "ghp_" + run_of(36),
    "GitLab token": lambda: "glpat-" + run_of(20),
    "Slack token": lambda: "xoxb-" + run_of(12, string.digits) + "-" + run_of(24),
    "Stripe key": lambda: "sk_live_" + run_of(24),
    "JWT": lambda: ".".join(["eyJ" + run_of(30), run_of(60), run_of(43)]),
    "bearer token": lambda: run_of(32),
    "basic credentials": lambda: base64.b64encode(f"{run_of(8)}:{run_of(14)}".encode()).decode(),
    "password in a URL": lambda: run_of(14),
    "URL signature": lambda: run_of(64, "0123456789abcdef"),
    "parameter": lambda: run_of(24),
    "cookie": lambda: run_of(32),
    "framework key": lambda: run_of(50, ALPHABET + "!@#^*(-_=+)"),
    "password with marks": lambda: run_of(8) + "&<p'\"w>" + run_of(8) + " %ö",
    "webhook": lambda: f"T{run_of(8)}/B{run_of(8)}/{run_of(24)}",
    "Google key": lambda: "AIza" + run_of(35),
    "private key": lambda: run_of(64, ALPHABET + "+/"),
    "link secret": lambda: run_of(20),
}


def forms(secret):
    """The ways in which a reader could get the secret back."""
    raw = secret.encode()
    yield from {secret, html.escape(secret), json.dumps(secret)[1:-1], json.dumps(secret, ensure_ascii=False)[1:-1], raw.hex(), secret[::-1],
                urllib.parse.quote(secret, safe=""), urllib.parse.quote_plus(secret), base64.b64encode(raw).decode().rstrip("=")[:-2],
                base64.urlsafe_b64encode(raw).decode().rstrip("=")[:-2]}
    yield from (secret[at:at + PIECE] for at in range(0, len(secret) - PIECE + 1))


def plant_manifests(folder, told):
    """A pod's settings as people write them: plain, in a ConfigMap, in a Secret in both forms, in its command."""
    folder.mkdir()
    folder.chmod(0o755)
    coded = {name: base64.b64encode(told[kind].pop().encode()).decode() for name, kind in
             {"db-password": "bearer token", "value": "JWT", "S3_SECRET_ACCESS_KEY": "secret access key", ".dockerconfigjson": "session token"}.items()}
    (folder / "shop.yaml").write_text(f"""apiVersion: apps/v1
kind: Deployment
metadata: {{name: shop}}
spec:
  template:
    spec:
      containers:
        - name: app
          image: registry.example/shop:7
          args: [--password={told['cookie'].pop()}, "--token={told['GitHub token'].pop()}"]
          envFrom: [{{configMapRef: {{name: shop}}}}, {{secretRef: {{name: shop}}}}]
          env:
            - {{name: MEDIA_ROOT, value: /data/kept-media}}
            - {{name: S3_BUCKET, value: kept-bucket}}
            - {{name: S3_ENDPOINT_URL, value: "https://key:{told['Google key'].pop()}@kept-host.example"}}
            - {{name: AWS_SECRET_ACCESS_KEY, value: "{told['secret access key'].pop()}"}}
            - {{name: AWS_SESSION_TOKEN, value: "{told['session token'].pop()}"}}
            - {{name: SECRET_KEY, value: "{told['framework key'].pop().replace('"', '')}"}}
          volumeMounts: [{{name: cache, mountPath: /tmp}}]
      volumes: [{{name: cache, emptyDir: {{}}}}]
---
kind: ConfigMap
metadata: {{name: shop}}
data:
  DATABASE_URL: postgres://app:{told['GitLab token'].pop()}@db.example/app
  STRIPE_SECRET_KEY: {told['Stripe key'].pop()}
  SLACK_WEBHOOK: https://hooks.slack.com/services/{told['webhook'].pop()}
---
kind: Secret
metadata: {{name: shop}}
data: {json.dumps(coded)}
stringData:
  api-token: {told['bearer token'].pop()}
  note: {told['GitLab token'].pop()}
""")
    (folder / "broken.yaml").write_text(f"kind: Secret\nstringData:\n  password: {told['private key'].pop().replace('/', 'x')}\n bad: [\n")


def plant(root):
    secrets = {kind: [make() for _ in range(10)] for kind, make in KINDS.items()}
    site, logs = root / "site", root / "logs"
    for folder in (site / "media", site / "static", logs):
        folder.mkdir(parents=True)
    for folder in (root, site, site / "media", site / "static", logs):
        folder.chmod(0o755)
    (site / "media/a.jpg").write_bytes(b"\xff\xd8\xff" + b"x" * 500)
    (site / "media/a.jpg").chmod(0o600)
    (site / "static/app.css").write_text("p { margin: 0 }\n")
    names = {
        "access key id": ["AWS_ACCESS_KEY_ID", "S3_ACCESS_KEY_ID"], "secret access key": ["AWS_SECRET_ACCESS_KEY", "S3_SECRET_ACCESS_KEY"],
        "session token": ["AWS_SESSION_TOKEN"], "GitHub token": ["GITHUB_TOKEN"], "GitLab token": ["CI_JOB_TOKEN"], "Slack token": ["SLACK_API_TOKEN"],
        "Stripe key": ["STRIPE_SECRET_KEY"], "JWT": ["SERVICE_JWT"], "bearer token": ["API_TOKEN"], "framework key": ["SECRET_KEY", "APP_KEY"],
        "password with marks": ["DB_PASSWORD", "SMTP_PASS"], "Google key": ["GOOGLE_API_KEY"], "webhook": ["SLACK_WEBHOOK"],
        "private key": ["JWT_PRIVATE_KEY"], "link secret": ["LINK_SALT"], "cookie": ["COOKIE_SECRET"],
    }
    told = {kind: list(values) for kind, values in secrets.items()}
    environment = {}
    lines = ["MEDIA_URL=/media/", f"MEDIA_ROOT={site}/media", f"STATIC_ROOT={site}/static", "STATIC_URL=/static/"]
    compose = ["services:", "  web:", "    image: app", "    environment:"]
    for kind, given in names.items():
        for index, name in enumerate(given):
            environment[name] = told[kind].pop()
            if kind != "password with marks":
                lines.append(f"{name}_{index}={told[kind].pop()}")
                compose.append(f"      {name}: \"{told[kind].pop()}\"")
    for index in range(4):
        environment[f"DATABASE_{index}"] = f"postgres://app:{told['password in a URL'].pop()}@db.example:5432/app"
    lines.append(f"REDIS_URL=redis://:{told['password in a URL'].pop()}@cache.example:6379/0")
    environment.update(MEDIA_URL="/media/", MEDIA_ROOT=f"{site}/media", STATIC_URL="/static/", STATIC_ROOT=f"{site}/static",
                       S3_BUCKET="files", S3_ENDPOINT_URL=f"http://key:{told['password in a URL'].pop()}@127.0.0.1:9/", STORAGE_BACKEND="local")
    (site / ".env").write_text("\n".join(lines) + "\n")
    (site / "compose.yml").write_text("\n".join(compose) + "\n")
    plant_manifests(site / "k8s", told)
    queries = [f"token={told['parameter'].pop()}", f"X-Amz-Signature={told['URL signature'].pop()}", f"api_key={told['parameter'].pop()}",
               f"access_token={told['JWT'].pop()}", f"sig={urllib.parse.quote(told['secret access key'].pop(), safe='')}",
               f"X-Amz-Credential={told['access key id'].pop()}%2F20260101", f"password={told['parameter'].pop()}"]
    now = time.strftime("%Y/%m/%d %H:%M:%S", time.gmtime())
    (logs / "error.log").write_text("".join(
        f'{now} [error] 7#7: *{n} open() "{site}/media/a.jpg" failed (13: Permission denied), client: 127.0.0.1, server: localhost, '
        f'request: "GET /media/a.jpg?{query} HTTP/1.1", host: "localhost", referrer: "http://u:{told["password in a URL"].pop() if n < 2 else "x"}@localhost/"\n'
        for n, query in enumerate(queries)))
    (logs / "app.log").write_text("".join([
        f"Authorization: Bearer {told['bearer token'].pop()}\n", f"Authorization: Basic {told['basic credentials'].pop()}\n",
        f"PermissionError: [Errno 13] Permission denied: '{site}/media/b.jpg' password={told['parameter'].pop()}\n",
        f"-----BEGIN PRIVATE KEY-----\n{told['private key'].pop()}\n-----END PRIVATE KEY-----\n", f"Cookie: sessionid={told['cookie'].pop()}\n"]))
    (root / "nginx.conf").write_text(f"""daemon off; pid {root}/pid; error_log {logs}/error.log; events {{ }}
http {{ access_log off;
  map $http_authorization $allowed {{ default 0; "Bearer {told['bearer token'].pop()}" 1; "Basic {told['basic credentials'].pop()}" 1; }}
  server {{ listen 127.0.0.1:80; server_name localhost;
    set $upstream_token {told['parameter'].pop()};
    location /media/ {{ alias {site}/media/; add_header Set-Cookie "sid={told['cookie'].pop()}; Path=/; HttpOnly"; }}
    location /static/ {{ alias {site}/static/; add_header X-Api-Key {told['Google key'].pop()}; add_header X-Auth-Token "{told['GitLab token'].pop()}"; }}
    location /private/ {{ secure_link $arg_md5,$arg_expires; secure_link_md5 "$secure_link_expires$uri {told['link secret'].pop()}"; alias {site}/media/; }}
    location /app/ {{ proxy_pass http://127.0.0.1:8000/; proxy_set_header Authorization "Basic {told['basic credentials'].pop()}";
      proxy_set_header X-Api-Key {told['Stripe key'].pop()}; proxy_set_header Cookie "session={told['cookie'].pop()}"; }}
    location /moved/ {{ return 302 http://localhost/media/a.jpg?token={told['parameter'].pop()}&X-Amz-Signature={told['URL signature'].pop()}; }}
    location /hook/ {{ return 307 https://hooks.slack.com/services/{told['webhook'].pop()}; }}
  }} }}
""")
    targets = ["http://localhost/media/a.jpg?" + queries[0], f"http://u:{told['password in a URL'].pop()}@localhost/static/app.css",
               f"http://localhost/moved/?sig={told['URL signature'].pop()}&Signature={told['URL signature'].pop()}", "http://localhost/hook/",
               f"http://localhost/private/a.jpg?md5={told['parameter'].pop()[:22]}&expires=1", f"http://localhost/app/?jwt={told['JWT'].pop()}"]
    rest = [(kind, value) for kind, values in told.items() for value in values]
    for number, (kind, value) in enumerate(rest):
        environment[f"{kind.upper().replace(' ', '_')}_SECRET_{number}"] = value
    environment["EQUAL_ONE_PASSWORD"] = environment["EQUAL_TWO_TOKEN"] = "the-same-in-two-places"
    return secrets, environment, targets


def inside(binary):
    """The world: the site's processes, then every way of asking. Prints what the binary said, one JSON text a line."""
    root = pathlib.Path("/mnt/secrets")
    root.mkdir()
    secrets, environment, targets = plant(root)
    environment["PATH"] = os.environ["PATH"]
    (root / "gunicorn").write_text("import http.server as h\nh.ThreadingHTTPServer(('127.0.0.1', 8000), h.SimpleHTTPRequestHandler).serve_forever()\n")
    arguments = [sys.executable, root / "gunicorn", f"--password={secrets['parameter'][0]}", "app:app"]
    application = subprocess.Popen(arguments, cwd=root / "site", env=environment, stderr=subprocess.DEVNULL)
    server = subprocess.Popen(["nginx", "-c", root / "nginx.conf"], stderr=subprocess.DEVNULL)
    for _ in range(200):
        if b":0050 " in pathlib.Path("/proc/net/tcp").read_bytes() and b":1F40 " in pathlib.Path("/proc/net/tcp").read_bytes():
            break
        time.sleep(0.05)
    options = ["--env-file", root / "site/.env", "--compose", root / "site/compose.yml", "--project", root / "site", "--nginx-config", root / "nginx.conf"]
    said, stored = {}, root / "report.json"
    for name, asked in {"survey": [], "targets": targets}.items():
        for format in ("json", "text", "markdown", "html", "sarif", "junit"):
            call = [binary, "examine", *options, "--format", format, "--deadline", "20s", *(["--verbose"] if format == "text" else []), *asked]
            ended = subprocess.run(call, capture_output=True, env={"COLUMNS": "60", "PATH": os.environ["PATH"]})
            said[f"{name} {format}"] = (ended.stdout + ended.stderr).decode()
    bare = subprocess.run([binary, "examine", *options, "--no-redact", "--format", "json", *targets], capture_output=True)
    stored.write_bytes(bare.stdout)
    said["a bare report, tightened"] = subprocess.run([binary, "render", stored, "--redact", "all", "--format", "json"], capture_output=True).stdout.decode()
    print(json.dumps({"secrets": secrets, "said": said, "bare": bare.stdout.decode(), "warning": bare.stderr.decode()}))
    for process in (application, server):
        process.terminate()
        process.wait()


def main():
    binary = os.path.realpath(sys.argv[1])
    world = ("mount --make-rprivate / && mount -t tmpfs tmpfs /mnt && ip link set lo up && exec \"$@\"")
    kept = f"/run/servedoctor-{os.getpid()}"
    subprocess.run(["cp", binary, kept], check=True)
    try:
        out = subprocess.run(["unshare", "-m", "-n", "-p", "-f", "--kill-child", "--mount-proc", "bash", "-c", world, "world", sys.executable,
                              os.path.realpath(__file__), kept, "inside"], stdout=subprocess.PIPE, check=True).stdout
    finally:
        os.unlink(kept)
    seen = json.loads(out)
    passed = failed = 0
    # What was never learned cannot be known again in a stored report: a password that no name or form gives away.
    for name, text in seen["said"].items():
        flat = re.sub(r"\s+", "", text)
        for kind, values in seen["secrets"].items():
            leaks = [form for secret in values for form in forms(secret) if form in text or len(form) >= PIECE and re.sub(r"\s+", "", form) in flat]
            if name.startswith("a bare") and kind in ("password with marks", "link secret"):
                continue
            passed, failed = passed + (not leaks), failed + bool(leaks)
            if leaks:
                at = text.find(leaks[0])
                print(f"FAILED  {name}: {kind}: {leaks[0]!r} in …{text[max(0, at - 100):at + 60]!r}")
    for sentence, holds in {
        "two hundred secrets": sum(len(v) for v in seen["secrets"].values()) == 200,
        "secrets are counted by kind and place": all('"redactions": {"' in t and '"redacted_places": {"' in t for n, t in seen["said"].items() if n == "targets json"),
        "places and names of buckets and hosts are still there": all(
            word in seen["said"]["survey json"] for word in ("/data/kept-media", "kept-bucket", "kept-host.example", "/mnt/secrets/site/media",
                                                             "/mnt/secrets/site/k8s/shop.yaml:14", "deployment/shop")),
        "a bare report says so": '"redacted": false' in seen["bare"] and "not redacted" in seen["warning"],
        "the bare report has secrets, or nothing is tested": any(s in seen["bare"] for values in seen["secrets"].values() for s in values),
    }.items():
        passed, failed = passed + holds, failed + (not holds)
        if not holds:
            print(f"FAILED  {sentence}")
    print(f"secrets: {passed} passed, {failed} failed")
    return 1 if failed else 0


if sys.argv[2:] == ["inside"]:
    inside(sys.argv[1])
else:
    sys.exit(main())
