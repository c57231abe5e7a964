"""What nginx logs where rights, links and names stand in its way, and what the doctor reads in it: logs.py BINARY

A real nginx serves one file tree, every row is asked for, and each line of its error log has to become the fact that it means.
Ends with "N passed, N failed".
"""
import http.client
import json
import os
import pathlib
import signal
import socket
import subprocess
import sys
import tempfile
import time

BINARY = os.path.realpath(sys.argv[1])
LONG = "n" * 256
# The request, its status, and what its line means: (errno, path below the root), "no index", or nothing.
ROWS = [
    ("/closed/x", 403, ("EACCES", "/closed/x")), ("/closed/", 403, ("EACCES", "/closed/index.html")),
    ("/tried/closed/x", 404, ("EACCES", "/closed/x")), ("/crossed/", 403, "no index"), ("/fronted/", 200, None),
    ("/fronted", 403, ("EACCES", "/fronted")), ("/readable", 301, None), ("/readable/", 403, ("EACCES", "/readable/index.html")),
    ("/private", 403, ("EACCES", "/private")), ("/tried/private", 403, ("EACCES", "/private")),
    ("/inside/", 403, ("EACCES", "/inside/index.html")), ("/dangling", 404, ("ENOENT", "/dangling")), ("/loop", 403, ("ELOOP", "/loop")),
    ("/a.txt/x", 404, ("ENOTDIR", "/a.txt/x")), ("/" + LONG, 404, ("ENAMETOOLONG", "/" + LONG)), ("/gone/", 404, ("ENOENT", "/gone/index.html")),
    ("/listed/", 403, ("EACCES", "/listed")), ("/packed/f.css", 200, ("EACCES", "/packed/f.css.gz")),
]
FILES = ["closed/x", "closed/index.html", "crossed/x", "fronted/index.html", "readable/index.html", "private", "inside/index.html", "a.txt",
         "packed/f.css", "packed/f.css.gz", "listed/x"]
MODES = {"closed": 0o700, "crossed": 0o711, "fronted": 0o711, "readable": 0o744, "private": 0o600, "inside/index.html": 0o600,
         "packed/f.css.gz": 0o600, "listed": 0o711}


def build(folder):
    root = folder / "tree"
    for name in FILES:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("content")
    (root / "dangling").symlink_to("/nowhere")
    (root / "loop").symlink_to("loop")
    for name, mode in MODES.items():
        (root / name).chmod(mode)
    folder.chmod(0o755)
    return root


def configuration(folder, root, port):
    places = " ".join(f"{kind}_temp_path {folder}/{kind};" for kind in ["client_body", "proxy", "fastcgi", "uwsgi", "scgi"])
    return f"""
user www-data; worker_processes 1; daemon off; pid {folder}/pid; error_log {folder}/error.log;
events {{ }}
http {{
  access_log off; {places}
  server {{
    listen 127.0.0.1:{port}; root {root};
    location /tried/ {{ alias {root}/; try_files $uri =404; }}
    location /packed/ {{ gzip_static on; }}
    location /listed/ {{ autoindex on; }}
  }}
}}"""


def status(port, target):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
    connection.request("GET", target, headers={"Accept-Encoding": "gzip"})
    return connection.getresponse().status


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def wait(port, nginx):
    while nginx.poll() is None:
        try:
            return status(port, "/fronted/")
        except OSError:
            time.sleep(0.02)
    sys.exit("nginx did not start")


def meanings(observations, url, root):
    """The facts of the log that one URL has, in the words of ROWS."""
    for one in observations:
        if one["subject"].get("url") == url and one["kind"] in ("log.open-failed", "log.no-index"):
            yield "no index" if one["kind"] == "log.no-index" else (one["data"]["errno"], one["data"]["path"].removeprefix(str(root)))


def main():
    wrong = []
    with tempfile.TemporaryDirectory(dir="/var/tmp") as name:
        folder = pathlib.Path(name)
        root, port = build(folder), free_port()
        (folder / "nginx.conf").write_text(configuration(folder, root, port))
        nginx = subprocess.Popen(["nginx", "-c", folder / "nginx.conf", "-p", folder], stderr=subprocess.DEVNULL)
        try:
            wait(port, nginx)
            answers = [status(port, target) for target, *_ in ROWS]
            urls = [f"http://127.0.0.1:{port}{target}" for target, *_ in ROWS]
            ended = subprocess.run([BINARY, *urls, "--format", "json"], capture_output=True, stdin=subprocess.DEVNULL, timeout=120)
            seen = json.loads(ended.stdout)["observations"]
        finally:
            nginx.send_signal(signal.SIGTERM)
            nginx.wait()
    for (target, code, meaning), answer, url in zip(ROWS, answers, urls):
        read = set(meanings(seen, url, root))
        if answer != code or read != ({meaning} if meaning else set()):
            wrong.append(target)
            print(f"FAILED  {target[:60]}: answered {answer}, not {code}" if answer != code else f"FAILED  {target[:60]}: {read}, not {meaning}")
    print(f"{len(ROWS) - len(wrong)} passed, {len(wrong)} failed")
    sys.exit(bool(wrong))


main()
