"""Machines that are hostile by their state, not by their names: machine.py BINARY

Mounts that hang, kernels and containers that lack system calls, logs whose lines clients have forged, file systems where root is
not the judge, and calls that cannot be carried out. Each kind has a world of its own: namespaces, an nginx, a few accounts. What
goes wrong in one does not stop the others. Prints a line for each check that failed; ends with "N passed, N failed". Needs root.
"""
import base64
import concurrent.futures
import contextlib
import ctypes
import http.client
import itertools
import json
import os
import pathlib
import re
import signal
import socket
import stat
import struct
import subprocess
import sys
import threading
import time
import traceback
import urllib.parse

ME = os.path.realpath(__file__)
PYTHON = "/usr/bin/python3" if os.path.exists("/usr/bin/python3") else sys.executable
PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
WEB = 33
ESCAPE = "\x1b"
MALLORY, APP = 1400, 1401
# What `examine` may end with where the call is right and nobody interrupts it.
STATUSES = (0, 1, 3, 4)

# A world: namespaces of its own, in which nothing that is written reaches this machine. $1 is its folder in the tmpfs on /mnt.
WORLD = r"""
set -e
mount --make-rprivate /
mkdir -p "/mnt/$1" && mount -t tmpfs -o mode=755 tmpfs "/mnt/$1"
for d in etc root usr/local; do
  mkdir -p "/mnt/$1/$d" "/mnt/$1/upper-work/$d"
  mount -t overlay -o "lowerdir=/$d,upperdir=/mnt/$1/$d,workdir=/mnt/$1/upper-work/$d" overlay "/$d"
done
for d in srv home tmp run var/log var/lib/nginx; do mount -t tmpfs -o mode=755 tmpfs "/$d"; done
chmod 1777 /tmp; mkdir -p /var/log/nginx
printf 'mallory:x:1400:1400::/home/mallory:/bin/sh\nshopapp:x:1401:1401::/home/shopapp:/bin/sh\n' >> /etc/passwd
printf 'mallory:x:1400:\nshopapp:x:1401:\n' >> /etc/group
printf '127.0.0.1 localhost site.test closed.test hang.test other.test\n' > /etc/hosts
ip link set lo up
cd /
"${@:2}"
exit $?
"""


# --- file systems in user space -------------------------------------------------------------------------------------------------

(LOOKUP, FORGET, GETATTR, OPEN, READ, STATFS, RELEASE, FLUSH, INIT, OPENDIR, READDIR, RELEASEDIR, ACCESS, INTERRUPT,
 FORGET_MANY) = 1, 2, 3, 14, 15, 17, 18, 25, 26, 27, 28, 29, 34, 36, 42
EACCES, ENOENT, ENOSYS = -13, -2, -38


def fuse_device():
    """The kernel's device, under a name of its own where /dev lacks it."""
    if os.path.exists("/dev/fuse"):
        return "/dev/fuse"
    with contextlib.suppress(FileExistsError):
        os.mknod("/mnt/fuse", stat.S_IFCHR | 0o600, os.makedev(10, 229))
    return "/mnt/fuse"


def serve_files(target, tree=None, kind="fuse.sshfs", user=0, others=True, hangs=True, listed=False, refused=()):
    """Mounts a file system and answers the kernel (linux/fuse.h) until the standard input ends.

    hangs: the root's status is told, and no request about anything below it is ever answered; listed: the names in the root are.
    user: the account that has mounted it, without others the only one that may look. refused: accounts that may not either, as
    the server says, whatever the modes are. tree: path: [mode, owner, text].
    """
    fuse = os.open(fuse_device(), os.O_RDWR | os.O_CLOEXEC)
    options = f"fd={fuse},rootmode=40000,user_id={user},group_id={user}" + (",allow_other" if others else "")
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.mount(b"files@10.9.8.7:/export", target.encode(), kind.encode(), 6, options.encode()):
        sys.exit(f"mount: {os.strerror(ctypes.get_errno())}")
    tree = {"/": [stat.S_IFDIR | 0o755, 0, ""], **(tree or {})}
    nodes = list(tree)

    def attributes(node):
        mode, owner, text = tree[nodes[node - 1]]
        return struct.pack("=6Q10I", node, len(text), 1, 0, 0, 0, 0, 0, 0, mode, 1, owner, owner, 0, 4096, 0)

    def entries(node, offset):
        found, inside = b"", [p for p in nodes[1:] if os.path.dirname(p) == nodes[node - 1]]
        for index, path in list(enumerate(inside))[offset:]:
            name = os.path.basename(path).encode()
            entry = struct.pack("=QQII", nodes.index(path) + 1, index + 1, len(name), tree[path][0] >> 12) + name
            found += entry.ljust(-(-len(entry) // 8) * 8, b"\0")
        return found

    def answer(code, node, uid, body):
        """The bytes of the answer, an errno, or None for none ever."""
        if code == INIT:
            return struct.pack("=4I2H3I", 7, 31, 1 << 16, 0, 16, 12, 1 << 16, 1, 0).ljust(64, b"\0")
        if code == STATFS:
            return struct.pack("=5Q4I24x", 1000, 500, 500, 100, 50, 4096, 255, 4096, 0)
        if code == GETATTR and (node == 1 or not hangs):
            return struct.pack("=QII", 0, 0, 0) + attributes(node)
        if code in (LOOKUP, ACCESS, OPEN) and uid in refused:
            return EACCES
        if code in (OPENDIR, READDIR, RELEASEDIR) and (listed or not hangs):
            return entries(node, struct.unpack_from("=QQ", body)[1]) if code == READDIR else struct.pack("=QII", 1, 0, 0)
        if hangs:
            return None if code in (LOOKUP, OPEN, OPENDIR) else ENOSYS
        if code == LOOKUP:
            path = os.path.join(nodes[node - 1], body.rstrip(b"\0").decode())
            number = nodes.index(path) + 1 if path in nodes else 0
            return struct.pack("=4Q2I", number, 0, 0, 0, 0, 0) + attributes(number) if number else ENOENT
        if code == READ:
            offset, size = struct.unpack_from("=8xQI", body)
            return tree[nodes[node - 1]][2].encode()[offset:offset + size]
        if code == ACCESS:
            return b""
        return {OPEN: struct.pack("=QII", 1, 0, 0), RELEASE: b"", FLUSH: b""}.get(code, ENOSYS)

    def serve():
        while True:
            try:
                request = os.read(fuse, 1 << 18)
            except OSError:
                return
            _, code, unique, node, uid = struct.unpack_from("=IIQQI", request)
            if code in (FORGET, FORGET_MANY, INTERRUPT):
                continue
            said = answer(code, node, uid, request[40:])
            if said is None:
                print("asked", flush=True)
                continue
            body = b"" if isinstance(said, int) else said
            with contextlib.suppress(OSError):
                os.write(fuse, struct.pack("=IiQ", 16 + len(body), said if isinstance(said, int) else 0, unique) + body)
            if code == INIT:
                print("mounted", flush=True)

    threading.Thread(target=serve, daemon=True).start()
    while sys.stdin.buffer.read1(1):
        pass


class Mount:
    """Such a file system with its server; `inside` are words that lead into another mount namespace."""

    def __init__(self, target, inside=(), **options):
        os.makedirs(target, exist_ok=True)
        self.target, self.asked = target, threading.Event()
        self.server = subprocess.Popen([*inside, PYTHON, ME, "fuse", target, json.dumps(options)], stdin=subprocess.PIPE,
                                       stdout=subprocess.PIPE, text=True)
        if self.server.stdout.readline() != "mounted\n":
            raise OSError(f"no file system on {target}")
        threading.Thread(target=self.read, daemon=True).start()

    def read(self):
        for _ in self.server.stdout:
            self.asked.set()

    def close(self):
        """Ends the server: whoever waits for it is released by an error."""
        self.server.kill()
        self.server.wait()
        subprocess.run(["umount", "-l", self.target], stderr=subprocess.DEVNULL)


# --- the doctor, and what is held against it ------------------------------------------------------------------------------------

lock = threading.Lock()
numbers = itertools.count()


def check(name, holds, what=""):
    """Tells the runner one result."""
    with lock:
        print(json.dumps({"name": name, "holds": bool(holds), "what": "" if holds else str(what)[:300]}), flush=True)


def part(work, *words):
    """Runs a part of a world; one that breaks is one failed check."""
    try:
        return work(*words)
    except Exception:
        name = " ".join(getattr(one, "__name__", str(one)) for one in (work, *words))[:80]
        check(name, False, traceback.format_exc().strip().replace("\n", " | ")[-280:])


class Doctor:
    """One run of the doctor, waited for.

    code: its status, minus the signal it died of, None where it had to be killed. left: its processes that are still there.
    is_closed: nobody keeps its outputs open. interrupt: a signal and the event after which it is sent.
    """

    def __init__(self, *words, limit=20.0, before=(), cwd="/", interrupt=None):
        # A name of its own for each run: /proc/PID/exe tells whose child a process is.
        self.binary = f"/mnt/servedoctor-{sys.argv[2]}-{next(numbers)}"
        os.link("/mnt/servedoctor", self.binary)
        self.parts, began = {}, time.monotonic()
        child = subprocess.Popen([*before, self.binary, *words], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, cwd=cwd,
                                 stderr=subprocess.PIPE, env={"PATH": PATH, "HOME": "/root", "COLUMNS": "100"})
        readers = [threading.Thread(target=self.read, args=(name, getattr(child, name)), daemon=True)
                   for name in ("stdout", "stderr")]
        for reader in readers:
            reader.start()
        if interrupt:
            interrupt[1].wait(3)
            time.sleep(0.1)
            self.was_running = child.poll() is None
            began = time.monotonic()
            child.send_signal(interrupt[0])
        try:
            self.code = child.wait(limit)
        except subprocess.TimeoutExpired:
            self.code = None
        self.seconds = time.monotonic() - began
        for reader in readers:
            reader.join(0.5)
        self.is_closed = not any(reader.is_alive() for reader in readers)
        self.left = self.processes()
        if self.code is None:
            child.kill()
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.wait(0.5)
        for pid in self.left:
            with contextlib.suppress(OSError):
                os.kill(pid, signal.SIGKILL)
        self.out, self.err = (b"".join(self.parts.get(name, [])) for name in ("stdout", "stderr"))
        os.unlink(self.binary)

    def read(self, name, stream):
        while more := stream.read1(1 << 16):
            self.parts.setdefault(name, []).append(more)

    def processes(self):
        found = []
        for link in pathlib.Path("/proc").glob("[0-9]*/exe"):
            with contextlib.suppress(OSError):
                if os.readlink(link) == self.binary:
                    found.append(int(link.parent.name))
        return found

    @property
    def report(self):
        """The JSON on standard output, an empty object where there is none."""
        try:
            found = json.loads(self.out)
            return found if isinstance(found, dict) else {}
        except ValueError:
            return {}

    @property
    def told(self):
        """How it ended, for a failed check."""
        return f"status {self.code} after {self.seconds:.1f} s: {(self.err or self.out)[-160:].decode(errors='replace')!r}"

    def causes(self, least=("confirmed", "likely")):
        return {cause["id"] for cause in self.report.get("causes", []) if cause["verdict"] in least}


def await_port(port):
    for _ in range(250):
        with contextlib.suppress(OSError):
            return socket.create_connection(("127.0.0.1", port), 1).close()
        time.sleep(0.02)
    raise OSError(f"nobody listens on port {port}")


def start_nginx(servers, workers=2, name="nginx", port=80):
    file = f"/etc/nginx/{name}.conf"
    pathlib.Path(file).write_text(f"""user www-data;
worker_processes {workers};
pid /run/{name}.pid;
error_log /var/log/nginx/error.log;
events {{
    worker_connections 512;
}}
http {{
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    access_log /var/log/nginx/access.log;
{servers}
}}
""")
    subprocess.run(["nginx", "-c", file], check=True)
    await_port(port)


def get(target, host="site.test", port=80):
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    connection.request("GET", target, headers={"Host": host})
    return connection.getresponse().status


def write(path, text="p { margin: 0 }\n", mode=0o644, owner=0):
    """A file, its folders passable for all."""
    path = pathlib.Path(path)
    for folder in reversed([path.parent, *path.parent.parents]):
        if not folder.exists():
            folder.mkdir()
            folder.chmod(0o755)
    path.write_text(text)
    path.chmod(mode)
    os.chown(path, owner, owner)
    return path


def side_by_side(work, rows, threads):
    with concurrent.futures.ThreadPoolExecutor(threads) as pool:
        list(pool.map(lambda row: part(work, *row), rows))


# --- A: mounts that hang --------------------------------------------------------------------------------------------------------

SILENT = re.compile(r"n[o']t answer|never answer|no answer|hang|hung|stall|tim(ed|ing|es)?[ -]?out|respond|ETIMEDOUT", re.I)


def names_hanging(report, place):
    """Whether one entry of a report (or the reason of a trace) says of a place that it does not answer."""
    lists = ("observations", "causes", "complaints", "probes", "undetermined")
    entries = [*itertools.chain(*(report.get(key) or [] for key in lists)), *(report.get("view") or {}).get("missing", []),
               {key: report.get(key) for key in ("path", "denied_at", "reason")}]
    return any(place in text and SILENT.search(text) for text in map(json.dumps, entries))


CLOSED, CLOSED_URL, CLOSED_FILE = "access.parent-not-traversable", "http://closed.test:81/a.css", "/srv/closed/site/a.css"


def hanging():
    """A site whose static files lie on a dead mount, two applications whose uploads do, and a site that is merely closed."""
    write("/srv/closed/site/a.css")
    os.chmod("/srv/closed", 0o700)
    write("/srv/hang/index.html", "<!doctype html><link rel=stylesheet href=/static/a.css>")
    write("/srv/app/gunicorn", "import http.server as h, sys\n"
          "h.ThreadingHTTPServer(('127.0.0.1', int(sys.argv[1])), h.SimpleHTTPRequestHandler).serve_forever()\n")
    write("/srv/tree/fine/a.txt")
    write("/srv/tree/shut/b.txt", mode=0o600)
    os.makedirs("/srv/links")
    os.symlink("/srv/hang/static/a.css", "/srv/links/a.css")
    # A request for a file on a dead mount takes a worker with it, and all that this one had accepted: the closed site has an
    # nginx of its own.
    start_nginx("""    server { listen 80; server_name hang.test; root /srv/hang;
        location /static/ { alias /srv/hang/static/; }
        location /media/ { alias /srv/media/; }
        location /app/ { proxy_pass http://127.0.0.1:8000; } }""", workers=32)
    start_nginx("    server { listen 81; server_name closed.test; root /srv/closed/site; }", name="closed", port=81)
    check("hang: the closed site answers 403", get("/a.css", "closed.test", 81) == 403)
    for target in ([], [CLOSED_URL], [CLOSED_FILE]):
        sane = Doctor("--format", "json", "--deadline", "15s", *target)
        check(f"hang: without dead mounts the closed site's cause is found {target}", CLOSED in sane.causes(), sane.told)
    mounts = [Mount("/srv/hang/static"), Mount("/srv/media", kind="fuse"),
              Mount("/srv/tree/mnt", listed=True, tree={"/x.jpg": [0o100644, 0, ""], "/sub": [0o40755, 0, ""]})]
    # The container: an application in a mount namespace of its own, and the dead mount is there alone.
    box = Mount("/srv/box/media", ["unshare", "-m", "--propagation", "private"])
    apps = [start_application(8000, "/srv/app", "/srv/media"),
            start_application(8001, "/srv/app", box.target, ["nsenter", "-t", str(box.server.pid), "-m"]),
            # One whose working directory, where its settings would lie, is a dead mount itself.
            start_application(8002, "/srv/hang/static", "/srv/app")]
    dead, within = "/srv/hang/static", ["--deadline", "6s"]
    rows = [
        ("survey", within, [dead, "/srv/media", box.target], True),
        ("URL", [*within, "http://hang.test/static/a.css", CLOSED_URL], [dead], True),
        ("path", [*within, f"{dead}/a.css", CLOSED_FILE], [dead], True),
        ("media root", [*within, "--media-url", "/media/", "--media-root", "/srv/media", "http://hang.test/media/a.jpg",
                        CLOSED_FILE], ["/srv/media"], True),
        ("link", [*within, "/srv/links/a.css", CLOSED_FILE], [dead], True),
        ("trace", ["trace", f"{dead}/a.css", "--as", "www-data"], [dead], False),
        ("trace of a link", ["trace", "/srv/links/a.css", "--as", "www-data"], [dead], False),
        ("trace of a healthy file", ["trace", "/srv/app/gunicorn", "--as", "www-data"], [], False),
        ("trace in the container", ["trace", f"{box.target}/a.jpg", "--pid", str(apps[1].pid)], [box.target], False),
        ("scan", ["scan", "/srv/tree", "--as", "www-data"], ["/srv/tree/mnt"], False),
        ("scan of the mount", ["scan", dead, "--as", "www-data"], [dead], False),
        ("resolve", ["resolve", "http://hang.test/static/a.css", "--nginx-config", "/etc/nginx/nginx.conf"], [dead], False),
        ("resolve of the other site", ["resolve", CLOSED_URL, "--nginx-config", "/etc/nginx/closed.conf"], [], False),
    ]
    side_by_side(hanging_run, rows, 5)
    part(hanging_text)
    for name, sent, status in (("SIGINT", signal.SIGINT, 130), ("SIGTERM", signal.SIGTERM, 143)):
        part(hanging_interrupt, name, sent, status)
    for app in apps:
        app.kill()
    for mount in [*mounts, box]:
        mount.close()


def start_application(port, folder, media, inside=()):
    words = [*inside, "env", "-C", folder, f"MEDIA_ROOT={media}", "MEDIA_URL=/media/", PYTHON, "/srv/app/gunicorn", str(port),
             "app:app"]
    app = subprocess.Popen(words, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    await_port(port)
    return app


def hanging_run(name, words, silent, is_examination):
    limit = 8.0 if is_examination else 12.0
    ended = Doctor(*words, "--format", "json", limit=limit + 0.5)
    report = ended.report
    check(f"hang: {name}: ends within {limit:.0f} s", ended.code is not None and ended.seconds <= limit, ended.told)
    check(f"hang: {name}: no death by a signal", ended.code is None or ended.code >= 0, ended.told)
    check(f"hang: {name}: nobody keeps its output open", ended.is_closed, f"{len(ended.left)} processes are left")
    # A process that waits for a dead mount cannot be ended by anybody: one for each mount that was looked at may be left.
    few = max(1, len(silent))
    check(f"hang: {name}: at most {few} processes are left behind", len(ended.left) <= few, f"{len(ended.left)} are")
    if name.startswith("scan"):
        told = (ended.out + ended.err).decode()
        check(f"hang: {name}: says that {silent[0]} does not answer", silent[0] in told and SILENT.search(told), ended.told)
    if name == "scan of the mount" and ended.code in (2, 3) and ended.err:
        return
    check(f"hang: {name}: a report in JSON", report, ended.told)
    for place in silent if not name.startswith(("resolve", "scan")) else []:
        check(f"hang: {name}: says that {place} does not answer", names_hanging(report, place), ended.told)
    if is_examination:
        failed = [one for one in report.get("observations", []) if one["kind"] == "probe.failed"]
        check(f"hang: {name}: what could not be seen is told", failed, ended.told)
        check(f"hang: {name}: the closed site's cause is there", CLOSED in ended.causes(), sorted(ended.causes()))
        wrong = [cause["id"] for cause in report.get("causes", []) if cause["verdict"] == "confirmed" and cause["id"].startswith(
            ("access.", "files.", "nginx.config-invalid")) and "/srv/closed" not in json.dumps(cause)]
        check(f"hang: {name}: nothing is confirmed of what could not be seen", report and not wrong, wrong)
        check(f"hang: {name}: status 1", ended.code == 1, ended.told)
    elif name == "trace of a healthy file":
        check(f"hang: {name}: allowed", report.get("allowed") is True and ended.code == 0, ended.told)
    elif name.startswith("trace"):
        check(f"hang: {name}: unknown", "allowed" in report and report["allowed"] is None and ended.code == 3, ended.told)
    elif name == "scan":
        is_counted = (report.get("denied"), ended.code) == (1, 1)
        check(f"hang: {name}: the refused file beside the mount is counted", is_counted, ended.told)
        check(f"hang: {name}: what could not be seen is told", report.get("errors", 0) + report.get("unknown", 0) > 0, report)
    elif name == "resolve":
        check(f"hang: {name}: the file is named", report.get("file") == "/srv/hang/static/a.css", ended.told)
        is_sure = report.get("certain") and report.get("status")
        check(f"hang: {name}: it is not sure of an answer", report and not is_sure, ended.told)
    elif name == "resolve of the other site":
        check(f"hang: {name}: 403", report.get("status") == 403, ended.told)


def hanging_text():
    """The report that people read."""
    ended = Doctor("--deadline", "6s", "/srv/links/a.css", "/srv/closed/site/a.css", limit=8.5)
    check("hang: text: ends within 8 s", ended.code is not None and ended.seconds <= 8, ended.told)
    check("hang: text: names the cause of the closed site", b"/srv/closed" in ended.out, ended.told)


def hanging_interrupt(name, sent, status):
    mount = Mount(f"/srv/{name.lower()}")
    try:
        ended = Doctor(f"{mount.target}/a.css", "--format", "json", "--deadline", "30s", "--timeout", "20s", limit=3.0,
                       interrupt=(sent, mount.asked))
    finally:
        mount.close()
    if not ended.was_running:
        return check(f"hang: {name}: ends by itself, with a report", ended.code in STATUSES and ended.report, ended.told)
    check(f"hang: {name}: ends within 2 s", ended.code is not None and ended.seconds <= 2, ended.told)
    check(f"hang: {name}: status {status}", ended.code == status, ended.told)
    check(f"hang: {name}: a partial report", ended.report.get("complete") is False, ended.told)
    check(f"hang: {name}: at most one process is left behind", len(ended.left) <= 1, f"{len(ended.left)} are")


# --- B: old kernels and strict containers ---------------------------------------------------------------------------------------

NEW = "openat2,faccessat2,clone3,close_range,epoll_pwait2,statx,pidfd_open,pidfd_getfd,pidfd_send_signal,io_uring_setup"
# Limits under which nothing can be asked over the network, or nothing at all: there it may say so and end with 3.
SEVERE = {"enosys=epoll_create1", "eperm=epoll_create1", "enosys=eventfd2", "eperm=eventfd2", "enosys=timerfd_create",
          "eperm=clone3", "files=8", "processes=4", "eperm=statx"}
CALLS = ("faccessat2", "openat2", "clone3", "statx", "epoll_create1", "eventfd2", "epoll_pwait2", "close_range",
         "pidfd_open,pidfd_getfd,pidfd_send_signal", "io_uring_setup,io_uring_enter,io_uring_register")
LIMITS = ["", *(f"{how}={call}" for call in CALLS for how in ("enosys", "eperm")), f"enosys={NEW}", "eperm=openat2,faccessat2",
          "enosys=timerfd_create", "eperm=sched_getaffinity", "eperm=setfsuid", "files=8", "files=16", "files=32", "as a user",
          "processes=4"]


def limits():
    write("/srv/site/ok/a.css")
    write("/srv/site/closed/b.css")
    os.chmod("/srv/site/closed", 0o700)
    start_nginx("    server { listen 80; server_name site.test; root /srv/site; }")
    check("limits: the site answers 200 and 403", (get("/ok/a.css"), get("/closed/b.css")) == (200, 403))
    side_by_side(limited, enumerate(LIMITS), 2)


def limited(number, limit):
    user = limit in ("as a user", "processes=4")
    name = f"limits: {'an old kernel' if NEW in limit else limit or 'none'}"
    before = ["setpriv", f"--reuid={1500 + number}", f"--regid={1500 + number}", "--clear-groups", "--"] if user else []
    before += ["/mnt/limited", *([limit] if "=" in limit else [])]

    def run(*words):
        ended = Doctor(*words, "--format", "json", before=before, limit=20.0)
        check(f"{name}: {words[0]} of {words[1]} ends with a status of its own", ended.code in STATUSES, ended.told)
        return ended

    fine = run("trace", "/srv/site/ok/a.css", "--as", "www-data")
    verdict = (fine.code, fine.report.get("allowed", ""))
    check(f"{name}: trace: the healthy file is not refused", verdict in ((0, True), (3, None)), fine.told)
    shut = run("trace", "/srv/site/closed/b.css", "--as", "www-data")
    verdict = (shut.code, shut.report.get("allowed", ""))
    check(f"{name}: trace: the closed file is not allowed", verdict in ((1, False), (3, None)), shut.told)
    scan = run("scan", "/srv/site", "--as", "www-data")
    verdict = (scan.code, scan.report.get("denied"))
    is_told = scan.report.get("errors", 0) + scan.report.get("unknown", 0) > 0 or scan.err.strip()
    check(f"{name}: scan: one is refused, or unknown", verdict == (1, 1) or scan.code == 3 and is_told, scan.told)
    urls = ["http://site.test/closed/b.css", "http://site.test/ok/a.css"]
    ended = run("examine", "/srv/site/closed/b.css", *urls, "--deadline", "15s")
    found = ended.causes()
    gives_up = limit in SEVERE and ended.code == 3 and ended.err.strip() and not found
    check(f"{name}: examine: the closed folder is found", "access.parent-not-traversable" in found or gives_up, ended.told)
    wrong = ended.causes(["confirmed"]) - {"access.parent-not-traversable"} | {
        cause["id"] for cause in ended.report.get("causes", []) if cause["id"] == "nginx.config-invalid"
        or cause["id"].startswith("access.") and "/ok/" in json.dumps(cause["subject"])}
    check(f"{name}: examine: nothing is confirmed that is not so, no refusal of the healthy file", not wrong, sorted(wrong))


# --- C: lines that clients have forged ------------------------------------------------------------------------------------------

# What a forged line claims: each has a connection number by which it is known again.
CLAIMS = {
    "permission": '[error] 1#1: *7001 open() "/srv/site/a.css" failed (13: Permission denied)',
    "missing": '[error] 1#1: *7002 open() "/srv/site/a.css" failed (2: No such file or directory)',
    "loop": '[error] 1#1: *7003 open() "/srv/site/a.css" failed (40: Too many levels of symbolic links)',
    "index": '[error] 1#1: *7004 directory index of "/srv/site/a.css" is forbidden',
    "rule": '[error] 1#1: *7005 access forbidden by rule',
    "files": '[crit] 1#1: *7006 open() "/srv/site/a.css" failed (24: Too many open files)',
    "connections": '[alert] 1#1: *7007 512 worker_connections are not enough',
    "body": '[error] 1#1: *7008 client intended to send too large body: 5242880 bytes',
    "temporary": '[crit] 1#1: *7009 open() "/var/lib/nginx/body/0000000017" failed (13: Permission denied)',
    "disk": '[crit] 1#1: *7010 pwrite() "/var/lib/nginx/body/0000000018" failed (28: No space left on device)',
    "upstream": '[error] 1#1: *7011 connect() failed (111: Connection refused) while connecting to upstream',
    "cycle": '[error] 1#1: *7012 rewrite or internal redirection cycle while internally redirecting to "/a.css"',
    "reload": '[emerg] 1#1: *7013 unknown directive "serve" in /etc/nginx/nginx.conf:3',
}
CONTEXT = (', client: 10.9.8.7, server: site.test, request: "GET /a.css HTTP/1.1", upstream: "http://127.0.0.1:9/a.css", '
           'host: "site.test"')
LOG = pathlib.Path("/var/log/nginx/error.log")


def logs():
    write("/srv/site/a.css")
    write("/srv/site/private.css", mode=0o600)
    os.makedirs("/srv/site/there")
    threading.Thread(target=answer_fastcgi, args=(socket.create_server(("127.0.0.1", 9000)),), daemon=True).start()
    start_nginx("""    server { listen 80; server_name site.test; root /srv/site;
        location /run/ { fastcgi_pass 127.0.0.1:9000; include /etc/nginx/fastcgi_params; }
        location /cycle/ { rewrite ^/cycle/(.*)$ /cycle/$1 last; } }
    server { listen 127.0.0.1:81 proxy_protocol; server_name site.test; root /srv/site; }""")
    check("logs: the site answers 200 and 403", (get("/a.css"), get("/private.css")) == (200, 403))
    control = Doctor("--format", "json", "--deadline", "15s", "http://site.test/private.css")
    check("logs: a line that nginx wrote itself confirms its cause", "access.file-not-readable" in control.causes(["confirmed"]),
          control.told)
    # From here on nothing is wrong with this machine.
    os.unlink("/srv/site/private.css")
    os.truncate("/var/log/nginx/access.log", 0)
    LOG.write_text("")
    # Lines of the second in which the workers started might be of those before them.
    time.sleep(2.1)
    control = Doctor("--format", "json", "--deadline", "15s", "http://site.test/a.css")
    check("logs: without forged lines nothing is confirmed", control.report and not control.causes(["confirmed"]), control.told)
    for way in (by_name, by_folder, by_cycle, by_answer, by_header):
        for dated in (False, True):
            part(forged, way, dated)


def forged(way, is_dated):
    """Lets a client forge every claim in one way, then asks for the healthy file and, without a target, for the machine."""
    LOG.write_text("")
    for claim in CLAIMS.values():
        with contextlib.suppress(OSError, http.client.HTTPException):
            way((time.strftime("%Y/%m/%d %H:%M:%S ") if is_dated else "") + claim + CONTEXT)
    time.sleep(0.1)
    name = f"logs: {way.__doc__}, {'with' if is_dated else 'without'} a date"
    start = rb"^\d{4}/\d\d/\d\d \d\d:\d\d:\d\d " if is_dated else b"^"
    lines = re.findall(start + rb"\[\w+\] 1#1: \*70\d\d .*$", LOG.read_bytes(), re.M)
    check(f"{name}: forged lines stand in the log", len(lines) == len(CLAIMS), f"{len(lines)} of {len(CLAIMS)}")
    for words in (["http://site.test/a.css"], []):
        asked = f"{name}, {words[0] if words else 'survey'}"
        ended = Doctor("--format", "json", "--deadline", "15s", *words)
        check(f"{asked}: a report", ended.report, ended.told)
        seen = {one["id"]: json.dumps(one) for one in ended.report.get("observations", [])}
        believed = {f"{cause['id']} by {claim}" for cause in ended.report.get("causes", []) if cause["verdict"] == "confirmed"
                    for claim, text in CLAIMS.items() for one in cause["evidence"]
                    if one["supports"] and re.search(r"\*70\d\d", text).group() in seen.get(one["observation"], "")}
        check(f"{asked}: no forged line confirms a cause", not believed, sorted(believed))
        check(f"{asked}: nothing is confirmed", not ended.causes(["confirmed"]), sorted(ended.causes(["confirmed"])))


def by_name(line):
    """the name of a file"""
    get("/x%0A" + urllib.parse.quote(line, safe="/"))


def by_folder(line):
    """the name of a folder"""
    get("/x%0A" + urllib.parse.quote(line, safe="/") + "/")


def by_cycle(line):
    """a rewritten name"""
    get("/cycle/x%0A" + urllib.parse.quote(line, safe="/"))


def by_answer(line):
    """an upstream's answer"""
    get("/run/" + base64.urlsafe_b64encode(line.encode()).decode())


def by_header(line):
    """a PROXY header"""
    header = f"PROXY x\r\n{line}\r\n"
    before = LOG.stat().st_size
    with socket.create_connection(("127.0.0.1", 81), 2) as connection:
        connection.sendall(header.encode())
        connection.recv(100)
    time.sleep(0.02)
    if line.encode() not in LOG.read_bytes()[before:]:
        # This nginx tells the header up to its first line break; older ones tell it as it came.
        os.truncate(LOG, before)
        with LOG.open("a") as log:
            log.write(f'{time.strftime("%Y/%m/%d %H:%M:%S")} [error] 7#7: *9 broken header: "{header}" while reading PROXY '
                      'protocol, client: 127.0.0.1, server: 127.0.0.1:81\n')


def answer_fastcgi(server):
    """An application whose complaints are what its clients tell it, as many log what they were asked for."""
    def record(kind, body):
        return struct.pack(">BBHHBx", 1, kind, 1, len(body), 0) + body

    while True:
        connection, _ = server.accept()
        with connection, contextlib.suppress(OSError):
            asked = b""
            while not asked.endswith(struct.pack(">BBHHBx", 1, 5, 1, 0, 0)):
                if not (more := connection.recv(1 << 16)):
                    break
                asked += more
            line = re.search(rb"GET /run/([\w=-]+)|/run/([\w=-]+)", asked)
            text = base64.urlsafe_b64decode(line.group(1) or line.group(2)) if line else b""
            connection.sendall(record(7, b"unknown order: x\n" + text + b"\n") + record(6, b"Content-Type: text/plain\r\n\r\nok")
                               + record(6, b"") + record(3, bytes(8)))


# --- D: identities --------------------------------------------------------------------------------------------------------------

def judges():
    """File systems where root is not the judge, and a root that is none."""
    start_nginx("""    server { listen 80; server_name site.test; root /srv/site;
        location /mallory/ { alias /home/mallory/mnt/; }
        location /root/ { alias /srv/roots/mnt/; }
        location /nosym/ { alias /srv/nosym/; }
        location /blind/ { alias /srv/blind/; } }""")
    for work in (private_mount, roots_mount, judging_server, links_not_followed, blind_root, two_links):
        part(work)


FILES = {"/a.jpg": [0o100644, 0, "picture"], "/b.jpg": [0o100600, APP, "picture"]}


def reads(path, uid):
    """Whether the kernel lets an account read a file: the truth that the doctor's words are held against."""
    return can(["setpriv", f"--reuid={uid}", f"--regid={uid}", "--clear-groups", "cat", path])


def can(words):
    return subprocess.run(words, capture_output=True).returncode == 0


def trace(name, path, user, expected, is_open, before=()):
    """Holds a trace against what the kernel says."""
    identity = {"www-data": WEB, "mallory": MALLORY, "root": 0}[user]
    check(f"judges: {name}: {user} {'reads' if is_open else 'does not read'} {path}", before or reads(path, identity) == is_open)
    ended = Doctor("trace", path, "--as", user, "--format", "json", before=before)
    told = (ended.code, ended.report.get("allowed", ""))
    check(f"judges: {name}: trace of {path} as {user}", told in expected, f"{told}: {ended.report.get('reason')}")
    return ended


YES, NO, UNKNOWN = (0, True), (1, False), (3, None)


def shut_mount(name, mount, url):
    """What is right of a mount that is closed to www-data, whatever its modes say."""
    path = f"{mount}/a.jpg"
    trace(name, path, "www-data", (NO, UNKNOWN), False)
    ended = Doctor("scan", os.path.dirname(mount), "--as", "www-data", "--format", "json")
    unseen = sum(ended.report.get(key, 0) for key in ("denied", "unknown", "errors"))
    check(f"judges: {name}: scan does not call it open", ended.code in (1, 3) and (unseen or ended.err), ended.told)
    check(f"judges: {name}: nginx answers 403", get(f"{url}a.jpg") == 403)
    ended = Doctor("--format", "json", "--deadline", "15s", f"http://site.test{url}a.jpg", path)
    check(f"judges: {name}: examine sees a fault", ended.code == 1 and mount in ended.out.decode(), ended.told)
    told = [command for cause in ended.report.get("causes", []) for fix in cause["fixes"] for command in fix.get("commands", [])]
    cures = [c for c in told if re.search(r"\b(chmod|setfacl|chown|chgrp)\b", c) and mount in c]
    check(f"judges: {name}: examine offers no change of modes there", not cures, cures)


def private_mount():
    """A user's own: closed even to root."""
    os.makedirs("/home/mallory/mnt")
    os.chown("/home/mallory", MALLORY, MALLORY)
    mount = Mount("/home/mallory/mnt", user=MALLORY, others=False, hangs=False, tree=FILES)
    check("judges: a user's mount: root does not read it", not reads("/home/mallory/mnt/a.jpg", 0))
    shut_mount("a user's mount", mount.target, "/mallory/")
    trace("a user's mount", "/home/mallory/mnt/a.jpg", "mallory", (YES, UNKNOWN), True)
    mount.close()


def roots_mount():
    """Root's own: root sees modes that are open to all, and all others see nothing."""
    mount = Mount("/srv/roots/mnt", others=False, hangs=False, tree=FILES)
    trace("root's mount", "/srv/roots/mnt/a.jpg", "root", (YES,), True)
    mount.close()


def judging_server():
    """The server of the files judges, not the modes."""
    mount = Mount("/srv/judged", hangs=False, refused=[WEB], tree=FILES)
    trace("a judging server", "/srv/judged/a.jpg", "www-data", (NO, UNKNOWN), False)
    ended = Doctor("scan", "/srv/judged", "--as", "www-data", "--format", "json")
    unseen = sum(ended.report.get(key, 0) for key in ("denied", "unknown", "errors"))
    check("judges: a judging server: scan does not call it open", ended.code in (1, 3) and unseen, ended.told)
    mount.close()
    mount = Mount("/srv/lenient", hangs=False, tree=FILES)
    trace("a lenient server", "/srv/lenient/b.jpg", "www-data", (YES, UNKNOWN), True)
    mount.close()


def links_not_followed():
    """A mount on which no link is followed."""
    os.makedirs("/srv/nosym")
    if ctypes.CDLL(None, use_errno=True).mount(b"tmpfs", b"/srv/nosym", b"tmpfs", 256, b"mode=755"):
        raise OSError("no nosymfollow mount")
    write("/srv/nosym/real/a.css")
    os.symlink("real/a.css", "/srv/nosym/link.css")
    os.symlink("real", "/srv/nosym/folder")
    trace("nosymfollow", "/srv/nosym/real/a.css", "www-data", (YES,), True)
    for path in ("/srv/nosym/link.css", "/srv/nosym/folder/a.css"):
        ended = trace("nosymfollow", path, "www-data", (NO,), False)
        told = str(ended.report.get("reason"))
        check(f"judges: nosymfollow: trace says why of {path}", re.search("ELOOP|nosymfollow|symbolic link", told), told)
    check("judges: nosymfollow: nginx does not serve it", get("/nosym/link.css") in (403, 404, 500))


def blind_root():
    """Root in a container that has taken its powers over files away."""
    write("/srv/blind/open/a.css")
    write("/srv/blind/shut/b.css")
    os.chmod("/srv/blind/shut", 0o700)
    os.chown("/srv/blind/shut", APP, APP)
    for path in ("/srv/blind", "/srv/blind/open", "/srv/blind/open/a.css"):
        os.chown(path, WEB, WEB)
    os.chmod("/srv/blind", 0o700)
    before = ["setpriv", "--bounding-set", "-dac_override,-dac_read_search", "--inh-caps", "-dac_override,-dac_read_search", "--"]
    check("judges: blind root: root does not see into it", not can([*before, "ls", "/srv/blind"]))
    check("judges: blind root: nginx answers 200 and 403", (get("/blind/open/a.css"), get("/blind/shut/b.css")) == (200, 403))
    ended = trace("blind root", "/srv/blind/open/a.css", "www-data", (YES, UNKNOWN), True, before)
    check("judges: blind root: trace says what it could not see", ended.report.get("allowed") or "/srv/blind" in str(
        ended.report.get("reason")), ended.report.get("reason"))
    trace("blind root", "/srv/blind/shut/b.css", "www-data", (NO, UNKNOWN), False, before)
    ended = Doctor("scan", "/srv/blind", "--as", "www-data", "--format", "json", before=before)
    unseen = sum(ended.report.get(key, 0) for key in ("denied", "unknown", "errors"))
    check("judges: blind root: scan does not call it open", ended.code in (1, 3) and (unseen or ended.err), ended.told)
    ended = Doctor("--format", "json", "--deadline", "15s", "http://site.test/blind/shut/b.css", before=before)
    report = ended.report
    check("judges: blind root: examine confirms nothing wrong", report and not ended.causes(["confirmed"]) - {
        "access.parent-not-traversable"}, sorted(ended.causes(["confirmed"])))


def two_links():
    """Directories that can be reached in several ways."""
    for number in range(7):
        write(f"/srv/there/deep/{number}.txt", mode=0o600 if number < 2 else 0o644)
    write("/srv/walked/here/own.txt")
    for name, target in {"a": "/srv/there", "b": "../there", "c": "/srv/there/", "loop": "loop", "here2": "here"}.items():
        os.symlink(target, f"/srv/walked/{name}")
    ended = Doctor("scan", "/srv/walked", "--as", "www-data", "--format", "json")
    counts = [ended.report.get(key) for key in ("files", "denied")]
    check("judges: links: each file behind several links is counted once", counts == [8, 2], counts)
    ended = Doctor("scan", "/srv/walked", "--as", "www-data", "--all")
    paths = [json.loads(line).get("path", "") for line in ended.out.splitlines() if line.startswith(b"{")]
    check("judges: links: each refused file is listed once", sorted(map(os.path.basename, paths)) == ["0.txt", "1.txt"], paths)
    os.symlink("..", "/srv/walked/here/up")
    ended = Doctor("scan", "/srv/walked", "--as", "www-data", "--format", "json")
    check("judges: links: a link back up ends", [ended.report.get(key) for key in ("files", "denied")] == [8, 2], ended.told)


# --- E: calls that cannot be carried out ----------------------------------------------------------------------------------------

def usage():
    write("/srv/site/a.css")
    start_nginx("    server { listen 80; server_name site.test; root /srv/site; }")
    for work in (nobody, escapes, outputs, configurations):
        part(work)


def refused(name, words, said="", **options):
    """Holds that a call is refused and that one of the words, with bars between them, is named on standard error."""
    ended = Doctor(*words, **options)
    check(f"usage: {name}: refused with 2", ended.code == 2, ended.told)
    said_so = any(word.encode() in ended.err for word in said.split("|"))
    check(f"usage: {name}: says which", said_so and ended.err.strip(), ended.told)
    return ended


def nobody():
    """Accounts and processes that are not there."""
    for name, words, said in [
        ("--app-pid", ["--app-pid", "999999"], "999999"), ("--app-pid of a survey", ["examine", "--app-pid", "32001"], "32001"),
        ("--app-pid 0", ["--app-pid", "0"], "--app-pid"), ("--app-pid -1", ["--app-pid=-1"], "--app-pid"),
        ("--nginx-user", ["--nginx-user", "nobodyhere"], "nobodyhere"),
        ("--app-user", ["--app-user", "nobodyhere"], "nobodyhere"),
        ("trace", ["trace", "/srv", "--as", "nobodyhere"], "nobodyhere"),
        ("trace of what is not there", ["trace", "/x", "--as", "nobodyhere"], "nobodyhere"),
        ("trace with a group", ["trace", "/srv", "--as", "www-data:nogrouphere"], "nogrouphere"),
        ("trace --pid", ["trace", "/srv", "--pid", "999999"], "999999"),
        ("scan", ["scan", "/srv", "--as", "nobodyhere"], "nobodyhere"),
        ("resolve", ["resolve", "http://site.test/a.css", "--as", "nobodyhere"], "nobodyhere"),
    ]:
        refused(name, words, said)


def escapes():
    """What the terminal would obey is not printed as it came."""
    evil = f"a{ESCAPE}]0;owned\x07{ESCAPE}[2J\u009b31m\rb"
    write("/tmp/evil.yml", f'"no{ESCAPE}[2Jsuch": 1\n')
    with contextlib.suppress(OSError):
        write(f"/tmp/{evil}.yml", "no-such-key: 1\n")
    site = "http://site.test/"
    calls = {
        "an option": [f"--{evil}"], "a command": [evil], "a path": [f"/{evil}"], "a bucket": [f"s3://{evil}"],
        "a path to trace": ["trace", f"/{evil}", "--as", evil], "an account": ["trace", "/srv", "--as", evil],
        "a directory": ["scan", f"/srv/{evil}", "--as", "www-data"], "a host": [f"http://{evil}.test/"],
        "a URL's path": [f"ftp://site.test/{evil}"], "a host to resolve": ["resolve", f"http://{evil}/"],
        "a configuration's key": ["--config", "/tmp/evil.yml"], "a configuration's name": ["--config", f"/tmp/{evil}.yml"],
        "--listen": ["resolve", site, "--listen", evil], "--scheme": ["resolve", site, "--scheme", evil],
        "a report": ["render", f"/srv/{evil}"], "a cause": ["checks", "show", evil],
        "--output": ["--only", "disk", "--output", f"/srv/{evil}/report.json"],
        "--upload-url": ["--upload-url", f"ftp://{evil}/"],
        **{option: [option, evil] for option in ("--app-pid", "--nginx-user", "--connect-to", "--only", "--timeout", "--format",
                                                 "--s3-endpoint", "--fail-on")},
        **{option: [option, f"/srv/{evil}"] for option in ("--config", "--nginx-config", "--checks", "--env-file", "--project",
                                                           "--compose", "--references", "--baseline")},
    }

    def run(name, words):
        ended = Doctor(*words, limit=40)
        raw = [sign for sign in (b"\x1b", b"\x07", "\u009b".encode(), b"\r") if sign in ended.err]
        is_clean = ended.code is not None and not raw
        check(f"usage: control signs in {name}: none on standard error", is_clean, f"{raw}: {ended.err[:160]}")
        check(f"usage: control signs in {name}: a status for it", ended.code in (1, 2, 3), ended.told)

    side_by_side(run, calls.items(), 2)


def outputs():
    """Places that no report may be written to, found out before anything is examined."""
    victim = write("/etc/victim", "untouched\n", 0o600)
    for folder, mode in (("/srv/shared", 0o777), ("/srv/sticky", 0o1777)):
        os.makedirs(folder)
        os.chmod(folder, mode)
    os.makedirs("/srv/ro")
    subprocess.run(["mount", "-t", "tmpfs", "-o", "ro", "tmpfs", "/srv/ro"], check=True)
    links = {"/tmp/report.json": "/etc/victim", "/srv/shared/report.json": "/etc/victim", "/srv/sticky/new.json": "/etc/made",
             "/srv/shared/folder": "/etc"}
    for link, target in links.items():
        os.symlink(target, link)
        os.chown(link, MALLORY, MALLORY, follow_symlinks=False)
    os.symlink("/etc/victim", "/tmp/by-root.json")
    os.mkfifo("/srv/shared/pipe")
    os.chown("/srv/shared/pipe", MALLORY, MALLORY)
    asked = []
    server = socket.create_server(("127.0.0.1", 8080))
    threading.Thread(target=lambda: [asked.append(server.accept()[0].close()) for _ in range(100)], daemon=True).start()
    url = "http://127.0.0.1:8080/a.css"
    Doctor("--format", "json", "--deadline", "5s", url)
    check("usage: --output: an examination asks the server", asked)
    before = sorted(os.listdir("/etc"))
    for name, path in [
        ("a missing directory", "/srv/missing/report.json"), ("a read-only file system", "/srv/ro/report.json"),
        ("a directory", "/srv/site"), ("a file as directory", "/srv/site/a.css/report.json"),
        ("a link in /tmp", "/tmp/report.json"), ("root's link in /tmp", "/tmp/by-root.json"),
        ("a link in a shared folder", "/srv/shared/report.json"), ("a link to a new file", "/srv/sticky/new.json"),
        ("a folder that is a link", "/srv/shared/folder/report.json"), ("a pipe", "/srv/shared/pipe"),
    ]:
        asked.clear()
        ended = Doctor("--format", "json", "--deadline", "5s", "--output", path, url, limit=10)
        check(f"usage: --output into {name}: refused with 3 or 2", ended.code in (2, 3), ended.told)
        check(f"usage: --output into {name}: before the run", not asked, f"{len(asked)} connections")
        check(f"usage: --output into {name}: says where", path.encode() in ended.err, ended.told)
    is_untouched = victim.read_text() == "untouched\n" and sorted(os.listdir("/etc")) == before
    check("usage: --output: nothing is written through a link", is_untouched, sorted(set(os.listdir("/etc")) - set(before)))
    check("usage: --output: the victim keeps its mode", stat.S_IMODE(victim.stat().st_mode) == 0o600)
    for path in ("/root/report.json", "/tmp/fresh.json", "/root/report.json"):
        ended = Doctor("--format", "json", "--only", "disk", "--output", path)
        is_written = ended.code in STATUSES and json.loads(pathlib.Path(path).read_text())
        check(f"usage: --output {path} is written", is_written, ended.told)


def configurations():
    """Files of options."""
    file = str(write("/root/conf/c.yml", "format: json\nonly: [disk]\n"))
    for words in (["--config", file], [f"--config={file}"], ["examine", f"--config={file}"], [f"--config={file}", "--quiet"]):
        ended = Doctor(*words)
        check(f"usage: {' '.join(words)} is taken", ended.code in (0, 1, 4) and ended.report, ended.told)
    refused("--config= without a file", ["--config="])
    refused("--config of a directory", ["--config=/root"], "/root")
    refused("--config twice", [f"--config={file}", "--config=/root/none.yml"])
    for name, text, line in [
        ("an unknown key", "format: json\nonly: [disk]\nnonsense: 1\n", 3),
        ("an unknown key first", "# options\n\nno-such: x\nformat: json\n", 3), ("a key in capitals", "Format: json\n", 1),
        ("an unknown key with a list", "only:\n  - disk\nmore:\n  - x\n", 3), ("broken YAML", "format: json\nonly: [\n", None),
        ("a value that is none", "only: [disk]\nformat: pdf\n", 2), ("version: {}", "version: {}\n", 1),
        ("version: true", "version: true\n", 1), ("help: true", "only: [disk]\nhelp: true\n", 2),
        ("format: {}", "format: {}\n", 1),
        ("deadline: {}", "deadline: {a: 1}\n", 1), ("a key without a value", "only: [disk]\ntimeout:\n", 2),
        ("config in itself", "config: other.yml\n", 1), ("quiet: 7", "quiet: 7\n", 1), ("a key with --", "--format: json\n", 1),
        ("a key with =", '"format=json": true\n', 1), ("an empty key", '"": json\n', 1),
    ]:
        write(file, text)
        # A wrong value may be told by its option's name as well, a wrong key only by its line.
        option = next(iter(re.findall(r"^(format|deadline|timeout|quiet):", text.splitlines()[line - 1])), None) if line else None
        said = "c.yml" if line is None else f"c.yml:{line}" + (f"|--{option}" if option else "")
        refused(f"--config, {name}", ["--only", "disk", "--config", file], said)


# --- the runner -----------------------------------------------------------------------------------------------------------------

KINDS = {"hanging": hanging, "limits": limits, "logs": logs, "judges": judges, "usage": usage}


def world(kind):
    """Runs one world and gives its results."""
    began = time.monotonic()
    words = ["timeout", "-k", "2", "100", "unshare", "-m", "-n", "-p", "--ipc", "--uts", "-f", "--kill-child", "--mount-proc",
             "bash", "-c", WORLD, "world", kind, sys.executable, "/mnt/machine.py", "inside", kind]
    ended = subprocess.run(words, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE, cwd="/",
                           env={"PATH": PATH, "LANG": "C.UTF-8", "HOME": "/root", "PYTHONDONTWRITEBYTECODE": "1"})
    results = [json.loads(line) for line in ended.stdout.splitlines() if line.startswith(b"{")]
    if ended.returncode:
        results.append({"name": kind, "holds": False, "what": f"ended with {ended.returncode}: {ended.stderr[-200:].decode()!r}"})
    for result in results:
        if not result["holds"]:
            print(f"FAILED {result['name']}: {result['what']}", flush=True)
    passed = sum(result["holds"] for result in results)
    print(f"{kind}: {passed} of {len(results)} in {time.monotonic() - began:.0f} s", flush=True)
    return passed, len(results) - passed


def main(binary, kinds):
    """In a mount namespace of its own, so that the copy of the binary is gone with it, however this ends."""
    if not os.environ.get("TENANT_NAMESPACE"):
        os.execvpe("unshare", ["unshare", "-m", "--propagation", "private", sys.executable, ME, binary, *kinds],
                   {**os.environ, "TENANT_NAMESPACE": "1"})
    source = pathlib.Path(ME).with_name("limited.c").read_bytes()
    script, program = pathlib.Path(ME).read_bytes(), pathlib.Path(binary).read_bytes()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "mode=755", "tmpfs", "/mnt"], check=True)
    for name, content in (("machine.py", script), ("limited.c", source), ("servedoctor", program)):
        pathlib.Path("/mnt", name).write_bytes(content)
        pathlib.Path("/mnt", name).chmod(0o755)
    subprocess.run(["gcc", "-Wall", "-O1", "-o", "/mnt/limited", "/mnt/limited.c"], check=True)
    # The world that hangs mostly waits; the others work meanwhile, one after the other.
    waiting = [kind for kind in kinds if kind == "hanging"]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        first = pool.map(world, waiting)
        counts = [*[world(kind) for kind in kinds if kind not in waiting], *first]
    passed, failed = (sum(count) for count in zip(*counts))
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if sys.argv[1] == "fuse":
    serve_files(sys.argv[2], **json.loads(sys.argv[3]))
elif sys.argv[1] == "inside":
    part(KINDS[sys.argv[2]])
else:
    sys.exit(main(os.path.realpath(sys.argv[1]), sys.argv[2:] or list(KINDS)))
