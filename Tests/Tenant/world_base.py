"""The machine that the tenant prepares: files, secrets, a web server; the ways of asking, and what is looked at afterwards.

Run as `world_base.py KIND` inside new namespaces it carries out world_KIND.py and prints one JSON object for each check; as
`world_base.py throwaway` it runs printed commands in a copy of the world.
"""
import base64
import contextlib
import ctypes
import hashlib
import importlib
import json
import os
import pathlib
import random
import re
import shutil
import signal
import socket
import stat
import subprocess
import sys
import time
import traceback

HERE = pathlib.Path(__file__).resolve().parent
MALLORY, VICTIM = 1400, 1401
HOME, SITE = pathlib.Path("/home/mallory"), pathlib.Path("/srv/mallory")
SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
KEPT = ("/etc", "/root", "/usr/local", "/srv", "/home")
FORMATS = ("text", "markdown", "html", "sarif", "junit")
# Addresses at which the tenant listens and keeps every byte; the last is that of the cloud's metadata.
LISTENERS = [("127.0.0.1", port) for port in (9101, 9102, 9103)] + [("169.254.169.254", 80)]
# All folders of a world in which anything can be made.
WRITABLE = (*KEPT, "/tmp", "/var/tmp", "/run", "/var/log", "/var/lib/nginx", "/opt", "/mnt", "/dev")
PIECE = 10
DEADLINE = 10


def command(*words, **more):
    return subprocess.run([str(word) for word in words], check=True, **more)


# --- what only root may read ------------------------------------------------------------------------------------------

def marker():
    """Letters that look like words, so that no rule about the look of keys hides them."""
    return "".join(chr(random.choice(CONSONANTS)) + chr(random.choice(VOWELS)) for _ in range(14))


def plant():
    """Files of root's and of another user's, each with a marker at places where a setting would be told; path to marker."""
    now = time.strftime("%Y/%m/%d %H:%M:%S")
    day = time.strftime("%d/%b/%Y:%H:%M:%S +0000", time.gmtime())
    forms = {
        "/root/.env": "MEDIA_ROOT=/data/{m}\nMEDIA_URL=/{m}/\nS3_BUCKET={m}\nS3_ENDPOINT_URL=http://{m}.example/\n"
                      "SECRET_KEY={m}\n",
        "/root/.aws/credentials": "[default]\naws_access_key_id = {m}\naws_secret_access_key = {m}\nregion = {m}\n",
        "/root/keys/aws": "[default]\naws_access_key_id = {m}\naws_secret_access_key = {m}\nregion = {m}\n",
        "/root/.my.cnf": "[client]\nuser = {m}\npassword = {m}\n",
        "/root/.ssh/id_rsa": "-----BEGIN OPENSSH PRIVATE KEY-----\n{m}\n-----END OPENSSH PRIVATE KEY-----\n",
        "/root/token": "{m}",
        "/root/secret": "admin:{m}\n",
        "/root/secret.log": f'{now} [error] 7#7: *1 open() "/srv/{{m}}" failed (13: Permission denied), client: 127.0.0.1, '
                            'server: tenant.test, request: "GET /media/{m} HTTP/1.1", host: "tenant.test"\n'
                            f'127.0.0.1 - - [{day}] "GET /media/{{m}} HTTP/1.1" 404 3 "-" "x"\n'
                            "PermissionError: [Errno 13] Permission denied: '/srv/mallory/media/{m}'\n",
        "/root/secret.conf": "events {{ }}\nhttp {{ server {{ listen 127.0.0.1:80; server_name {m}; root /{m}; }} }}\n",
        "/root/part.conf": "server {{ listen 127.0.0.1:80; server_name {m}; location /{m}/ {{ alias /{m}/; }} }}\n",
        "/root/settings.py": "MEDIA_ROOT = '/data/{m}'\nMEDIA_URL = '/{m}/'\nSTATIC_ROOT = '/{m}'\nSTATIC_URL = '/s/'\n",
        "/root/kept/planted/compose.yml": "services:\n  {m}:\n    image: {m}\n    volumes: ['{m}:/data/{m}']\n    environment:\n"
                             "      MEDIA_ROOT: /data/{m}\n",
        "/root/package.json": '{{"name": "{m}", "version": "1", "scripts": {{"start": "node {m}.js", "build": "{m}"}}}}\n',
        "/root/server.js": 'const multer = require("multer");\nmulter({{ dest: "/data/{m}" }});\n'
                           'app.use("/{m}", express.static("/data/{m}"));\n',
        "/root/index.html": '<html><head><link rel="stylesheet" href="/static/{m}.css"></head><body>{m}</body></html>\n',
        "/root/x.ini": "[uwsgi]\nhttp-socket = 127.0.0.1:9\nenv = MEDIA_ROOT=/data/{m}\nstatic-map = /{m}=/data/{m}\n",
        "/root/php-fpm.conf": "[{m}]\nuser = {m}\nlisten = 127.0.0.1:9000\nenv[MEDIA_ROOT] = /data/{m}\nphp_value[{m}] = 1\n",
        "/etc/shadow": "root:{m}:20000:0:99999:7:::\n{m}:*:20000:0:99999:7:::\n",
        "/etc/ssl/private/planted.key": "-----BEGIN PRIVATE KEY-----\n{m}\n-----END PRIVATE KEY-----\n",
        "/srv/other/manifest.json": '{{"paths": {{"css/app.css": "css/{m}.css"}}, "version": "1.0", "css/{m}": "css/{m}.css"}}\n',
        "/srv/other/vault.log": f'{now} [error] 7#7: *1 open() "/srv/{{m}}" failed (2: No such file or directory), '
                                'client: 127.0.0.1, server: tenant.test, request: "GET /static/{m} HTTP/1.1", host: "x"\n',
        "/home/victim/.env": "MEDIA_ROOT=/data/{m}\nMEDIA_URL=/{m}/\nS3_BUCKET={m}\nAPI_KEY={m}\n",
    }
    markers = {}
    for name, form in forms.items():
        path = pathlib.Path(name)
        folder = path.parent
        if not folder.exists():
            folder.mkdir(parents=True, mode=0o755 if name.startswith("/srv") else 0o700)
        markers[name] = marker()
        path.write_text(form.format(m=markers[name]))
        path.chmod(0o600)
        if name.startswith("/home/victim"):
            os.chown(path, VICTIM, VICTIM)
    # A name may be as secret as a content.
    name = f"/root/private/{(hidden := marker())}.jpg"
    os.mkdir("/root/private", 0o700)
    pathlib.Path(name).write_bytes(b"\xff\xd8\xff" + b"x" * 300)
    pathlib.Path(name).chmod(0o600)
    markers["/root/private/ (a name)"] = hidden
    return markers


CONSONANTS, VOWELS = b"bdfgklmnprstvz", b"aeiou"
RUNS = re.compile(rb"(?:[%b][%b]){%d,}" % (CONSONANTS, VOWELS, PIECE // 2))


def pieces(text):
    """The parts of a marker by which it is known again, or those of a text that may be a marker."""
    return [text[at:at + PIECE] for at in range(0, len(text) - PIECE + 1, 2)]


def decoded(data):
    """The data, without white space, backwards, and everything in it that is base64 or hexadecimal."""
    flat = re.sub(rb"\s+", b"", data)
    found = [data, flat, flat[::-1]]
    for text in set(re.findall(rb"[A-Za-z0-9+/_-]{24,}", data)):
        with contextlib.suppress(ValueError):
            found.append(base64.b64decode(text[:len(text) // 4 * 4], altchars=b"-_" if b"_" in text or b"-" in text else None))
    for text in set(re.findall(rb"(?:[0-9a-fA-F]{2}){16,}", data)):
        found.append(bytes.fromhex(text.decode()))
    return b"\n".join(found)


class Watch:
    """Which of some files are read (inotify)."""

    def __init__(self, paths):
        libc = ctypes.CDLL(None, use_errno=True)
        self.descriptor = libc.inotify_init1(os.O_NONBLOCK | os.O_CLOEXEC)
        self.names = {libc.inotify_add_watch(self.descriptor, os.fsencode(path), 1): path for path in paths}

    def seen(self):
        """The files read since the last call."""
        data = b""
        with contextlib.suppress(BlockingIOError):
            while more := os.read(self.descriptor, 1 << 16):
                data += more
        found = set()
        while data:
            number, length = int.from_bytes(data[:4], "little"), int.from_bytes(data[12:16], "little")
            found.add(self.names.get(number))
            data = data[16 + length:]
        return found - {None}


# --- the machine ------------------------------------------------------------------------------------------------------

def seal():
    """What is there already can only be read from now on; this process's mounts are its own."""
    with open("/proc/self/mountinfo") as table:
        points = [line.split()[4] for line in table]
    for point in points:
        if point != "/proc" and not point.startswith("/proc/"):
            subprocess.run(["mount", "-o", "remount,bind,ro", point], stderr=subprocess.DEVNULL)
    command("mount", "--bind", "/proc/sys", "/proc/sys")
    command("mount", "-o", "remount,bind,ro", "/proc/sys")


def build():
    """The tenant's machine, in this mount namespace; the markers that are planted in it."""
    os.umask(0o022)
    seal()
    command("mount", "-t", "tmpfs", "-o", "mode=755", "tmpfs", "/mnt")
    os.makedirs("/mnt/opt/servedoctor")
    for file in (HERE / "servedoctor", HERE / "actor", *HERE.glob("world_*.py")):
        shutil.copy(file, "/mnt/opt/servedoctor")
    settings()
    device_folder()
    command("mount", "--bind", "/mnt/opt", "/opt")
    command("mount", "-o", "remount,bind,ro", "/opt")
    command("mount", "--bind", "/mnt/etc", "/etc")
    fresh = {"/run": 755, "/tmp": 1777, "/var/tmp": 1777, "/home": 755, "/srv": 755, "/root": 700, "/usr/local": 755,
             "/var/log": 755, "/var/lib/nginx": 755}
    for name, mode in fresh.items():
        if os.path.isdir(name):
            command("mount", "-t", "tmpfs", "-o", f"mode={mode}", "tmpfs", name)
    people()
    for folder in ("/usr/local/bin", "/srv/other", "/var/log/nginx"):
        os.makedirs(folder, exist_ok=True)
    for name in ("body", "proxy", "fastcgi", "scgi", "uwsgi"):
        os.mkdir(f"/var/lib/nginx/{name}", 0o700)
        shutil.chown(f"/var/lib/nginx/{name}", "www-data", "root")
    for folder, mode, owner in (("/home/victim", 0o755, VICTIM), ("/run/mallory", 0o755, MALLORY)):
        os.mkdir(folder, mode)
        os.chown(folder, owner, owner)
    pathlib.Path("/usr/local/bin/deploy").write_text("#!/bin/sh\n")
    command("ip", "link", "set", "lo", "up")
    command("ip", "address", "add", "169.254.169.254/32", "dev", "lo")
    return plant()


def device_folder():
    """A /dev of its own: no command can reach the real one."""
    os.mkdir("/mnt/dev", 0o755)
    for name, minor in (("null", 3), ("zero", 5), ("full", 7), ("random", 8), ("urandom", 9)):
        os.mknod(f"/mnt/dev/{name}", 0o666 | stat.S_IFCHR, os.makedev(1, minor))
        os.chmod(f"/mnt/dev/{name}", 0o666)
    os.mknod("/mnt/dev/tty", 0o666 | stat.S_IFCHR, os.makedev(5, 0))
    os.chmod("/mnt/dev/tty", 0o666)
    os.mkdir("/mnt/dev/shm", 0o1777)
    os.chmod("/mnt/dev/shm", 0o1777)
    os.symlink("/proc/self/fd", "/mnt/dev/fd")
    command("mount", "--bind", "/mnt/dev", "/dev")


def settings():
    """A small /etc of what programs here need of the machine's own."""
    os.mkdir("/mnt/etc", 0o755)
    kept = ("nginx", "alternatives", "python3", "pam.d", "security", "ld.so.conf.d", "ssl", "systemd", "default")
    words = [entry.path for entry in os.scandir("/etc") if not entry.is_dir(follow_symlinks=False) or entry.name.startswith(kept)]
    command("cp", "-a", *words, "/mnt/etc/")
    os.makedirs("/mnt/etc/cron.d", exist_ok=True)
    os.makedirs("/mnt/etc/ssl/private", exist_ok=True)
    for link in pathlib.Path("/mnt/etc/ssl/certs").glob("*"):
        if link.is_symlink():
            link.unlink()


def people():
    for name, text in {"passwd": "{0}:x:{1}:{1}::/home/{0}:/bin/bash\n", "group": "{0}:x:{1}:\n"}.items():
        with open(f"/etc/{name}", "a") as file:
            file.write(text.format("mallory", MALLORY) + text.format("victim", VICTIM))
    pathlib.Path("/etc/hosts").write_text("127.0.0.1 localhost tenant.test evil.test\n")
    pathlib.Path("/etc/resolv.conf").write_text("")
    for folder in ("sites-enabled", "sites-available", "conf.d", "modules-enabled"):
        shutil.rmtree(f"/etc/nginx/{folder}", ignore_errors=True)
        os.mkdir(f"/etc/nginx/{folder}")


HASHED = {}


def snapshot(left_out=()):
    """Everything below the kept folders: its owner, mode, times, attributes and content."""
    seen = {}
    pending = [os.fsencode(folder) for folder in KEPT]
    left_out = {os.fsencode(path) for path in left_out}
    while pending:
        path = pending.pop()
        if path in left_out:
            continue
        status = os.lstat(path)
        known = (status.st_ino, status.st_mode, status.st_uid, status.st_gid, status.st_size, status.st_mtime_ns,
                 status.st_ctime_ns)
        if stat.S_ISDIR(status.st_mode):
            pending += [entry.path for entry in os.scandir(path)]
        # Whatever changes a content, an attribute or an access list changes this time, too: then it is read again.
        if HASHED.get(path, ((), b""))[0] != known:
            HASHED[path] = known, digest(path, status)
        seen[path] = known, HASHED[path][1]
    return seen


def digest(path, status):
    content = hashlib.sha1()
    if stat.S_ISLNK(status.st_mode):
        content.update(os.readlink(path))
        return content.digest()
    for name in os.listxattr(path):
        content.update(name.encode() + os.getxattr(path, name))
    if stat.S_ISREG(status.st_mode) and status.st_size < 1 << 20:
        with open(path, "rb") as file:
            content.update(file.read())
    return content.digest()


def differences(before, after):
    return sorted(os.fsdecode(path) for path in before.keys() | after.keys() if before.get(path) != after.get(path))


def record(descriptor, *sockets):
    """Runs as the tenant: keeps every byte that comes, and gives answers that make the sender go on."""
    import threading
    lent = json.dumps({"AccessKeyId": "AKIATENANTTENANTTENA", "SecretAccessKey": "x" * 40, "Token": "y" * 40,
                       "Expiration": "2040-01-01T00:00:00Z"})
    given = ("<AssumeRoleWithWebIdentityResponse><AssumeRoleWithWebIdentityResult><Credentials><AccessKeyId>AKIATENANTTENANTTENA"
             f"</AccessKeyId><SecretAccessKey>{'x' * 40}</SecretAccessKey><SessionToken>yy</SessionToken></Credentials>"
             "</AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>")

    def hear(connection):
        connection.settimeout(0.3)
        heard = b""
        with contextlib.suppress(OSError):
            while len(heard) < 1 << 20 and (more := connection.recv(1 << 16)):
                os.write(descriptor, more)
                heard += more
                head, end, body = heard.partition(b"\r\n\r\n")
                length = re.search(rb"(?i)content-length: *(\d+)", head)
                if end and len(body) >= int(length[1] if length else 0):
                    answer = given if b"AssumeRole" in heard else lent if b"/creds" in head or b"latest" in head else "<p>ok</p>"
                    start = f"HTTP/1.1 200 OK\r\nContent-Length: {len(answer)}\r\nConnection: close\r\n\r\n"
                    connection.sendall((start + answer).encode())
                    break
        os.write(descriptor, b"\n")
        connection.close()

    def accept(listener):
        while True:
            threading.Thread(target=hear, args=(listener.accept()[0],), daemon=True).start()

    for number in sockets:
        threading.Thread(target=accept, args=(socket.socket(fileno=int(number)),)).start()


# --- one kind of preparation ------------------------------------------------------------------------------------------

class World:
    """The machine, and the results of what is looked at."""

    def __init__(self, kind):
        self.kind, self.turn = kind, 0
        self.markers = build()
        self.launcher = Launcher()
        self.known = {piece: path for path, mark in self.markers.items() for piece in pieces(mark.encode())}
        self.watch = Watch([path for path in self.markers if os.path.isfile(path)])
        pathlib.Path("/run/mallory/recorded").touch()
        os.chown("/run/mallory/recorded", MALLORY, MALLORY)
        self.record = os.open("/run/mallory/recorded", os.O_RDWR | os.O_APPEND)
        sockets = [socket.create_server(address) for address in LISTENERS] + [socket.socket(socket.AF_UNIX)]
        sockets[-1].bind("/run/mallory/app.sock")
        sockets[-1].listen()
        os.chown("/run/mallory/app.sock", MALLORY, MALLORY)
        numbers = [listener.fileno() for listener in sockets]
        self.recorder = subprocess.Popen(
            ["/usr/bin/python3", "/opt/servedoctor/world_base.py", "record", str(self.record), *map(str, numbers)],
            pass_fds=[self.record, *numbers], user=MALLORY, group=MALLORY, extra_groups=[], cwd="/", env={"PATH": SYSTEM_PATH})
        for listener in sockets:
            listener.close()

    def check(self, name, ok, what=""):
        print(json.dumps({"name": f"{self.kind}: {name}", "ok": bool(ok), "what": str(what)[:600]}), flush=True)

    @contextlib.contextmanager
    def variant(self, name, **limits):
        """One preparation and the runs after it. That one goes wrong stops no other."""
        self.turn += 1
        variant = Variant(self, name, self.turn, **limits)
        try:
            variant.reset()
            yield variant
            variant.judge()
        except Exception:
            self.check(name, False, "cannot be tried: " + traceback.format_exc()[-500:])
        finally:
            variant.clear()


class Launcher:
    """A small process that starts the doctor: the most memory that a program had counts from what started it."""

    def __init__(self):
        self.ours, theirs = socket.socketpair()
        self.pid = os.fork()
        if not self.pid:
            self.ours.close()
            while asked := theirs.recv(1 << 20):
                theirs.sendall(json.dumps(self.launch(**json.loads(asked))).encode())
            os._exit(0)
        theirs.close()

    def run(self, arguments, cwd, limit):
        """Whether it ended by itself, its status, seconds and megabytes."""
        self.ours.sendall(json.dumps({"arguments": list(map(os.fsdecode, arguments)), "cwd": str(cwd), "limit": limit}).encode())
        return json.loads(self.ours.recv(1 << 16))

    @staticmethod
    def launch(arguments, cwd, limit):
        environment = {"PATH": SYSTEM_PATH, "HOME": "/root", "USER": "root", "LOGNAME": "root", "LANG": "C.UTF-8"}
        begin, ended, pause = time.monotonic(), True, 0.002
        with open("/mnt/out", "wb") as out, open("/mnt/err", "wb") as err:
            child = subprocess.Popen(["/opt/servedoctor/servedoctor", *arguments], stdin=subprocess.DEVNULL, stdout=out,
                                     stderr=err, env=environment, cwd=cwd, start_new_session=True)
            while True:
                found, status, usage = os.wait4(child.pid, os.WNOHANG)
                if found:
                    child.returncode = status
                    return ended, os.waitstatus_to_exitcode(status), time.monotonic() - begin, usage.ru_maxrss / 1024
                if ended and time.monotonic() > begin + limit:
                    ended = False
                    os.killpg(child.pid, signal.SIGKILL)
                time.sleep(pause)
                pause = min(pause * 1.5, 0.03)


class Run:
    """One call of the doctor, ended."""

    def __init__(self, launcher, arguments, cwd, limit):
        self.call = " ".join(os.fsencode(word).decode(errors="backslashreplace") for word in arguments)[:160]
        self.limit = limit
        self.ended, self.status, self.seconds, self.megabytes = launcher.run(arguments, cwd, limit + 0.5)
        with open("/mnt/out", "rb") as out, open("/mnt/err", "rb") as err:
            self.out, self.err = out.read(1 << 26), err.read(1 << 24)
        self.report = None
        if "json" in arguments and arguments[0] == "examine":
            with contextlib.suppress(ValueError):
                self.report = json.loads(self.out)

    def commands(self):
        """The printed commands: those of every fix."""
        causes = (self.report or {}).get("causes", [])
        return [text for cause in causes for fix in cause.get("fixes", []) for text in fix.get("commands", [])]


class Variant:
    """A preparation by the tenant, and what is asked and looked at."""

    def __init__(self, world, name, turn, deadline=DEADLINE, limit=DEADLINE + 3, other=DEADLINE + 2, memory=None,
                 may_edit_nginx=False, guarded=(), operators=False):
        self.world, self.name, self.turn = world, name, turn
        # `other` is the limit of what has no deadline of its own.
        self.deadline, self.limit, self.other = deadline, limit, other
        self.memory, self.may_edit_nginx = memory, may_edit_nginx
        # What the operator has named the doctor may read and list; contents are told nowhere all the same.
        self.operators = operators
        # Files in the tenant's own folders that no command may open to anybody.
        self.guarded = [str(path) for path in guarded]
        self.runs, self.changed, self.read, self.children, self.master = [], {}, {}, [], None
        # A call that names an unusable file may be refused.
        self.refusal_is_fine = False

    # The tenant's and the operator's preparations.

    def reset(self):
        """Everything of the tenant's as it is at first: a small site, an application's folder."""
        self.heard_from = os.lseek(self.world.record, 0, os.SEEK_END)
        for folder in (HOME, SITE):
            shutil.rmtree(folder, ignore_errors=True)
            folder.mkdir(mode=0o755)
            os.chown(folder, MALLORY, MALLORY)
        self.text(SITE / "www/index.html", "<html><body>hello</body></html>\n")
        self.text(SITE / "media/a.jpg", "\u00ff" * 200)
        self.text(SITE / "static/css/app.css", "p { margin: 0 }\n")
        self.text(HOME / "app/app.py", "app = None\n")
        self.folder(HOME / "bin")
        shutil.copy("/opt/servedoctor/actor", HOME / "bin/actor")

    def folder(self, path):
        path = pathlib.Path(path)
        if not os.path.lexists(path):
            self.folder(path.parent)
            path.mkdir(mode=0o755)
            os.chown(path, MALLORY, MALLORY)
        return path

    def text(self, path, text, mode=0o644):
        path = pathlib.Path(path)
        self.folder(path.parent)
        path.write_text(text)
        path.chmod(mode)
        os.chown(path, MALLORY, MALLORY)
        return path

    def link(self, path, target):
        path = pathlib.Path(path)
        self.folder(path.parent)
        if os.path.lexists(path):
            path.unlink()
        os.symlink(target, path)
        os.lchown(path, MALLORY, MALLORY)
        return path

    def process(self, *arguments, program=HOME / "bin/actor", cwd=HOME / "app", port=None, wrap=(), stdout=subprocess.DEVNULL,
                **environment):
        """A process of the tenant's with this argv and environment, which may listen on a port."""
        given = {"PATH": SYSTEM_PATH, **({"ACTOR_PORT": str(port)} if port else {}), **environment}
        words = [*wrap, str(program)] if wrap else list(arguments)
        child = subprocess.Popen(words, executable=None if wrap else program, env=given, cwd=cwd, user=MALLORY, group=MALLORY,
                                 extra_groups=[], stdin=subprocess.DEVNULL, stdout=stdout, stderr=stdout, start_new_session=True)
        self.children.append(child)
        if port:
            self.listening(port, child)
        return child

    @staticmethod
    def listening(port, child):
        """Waits until a process listens there on 127.0.0.1."""
        wanted = f" 0100007F:{port:04X} 00000000:0000 0A"
        for _ in range(800):
            if wanted in pathlib.Path("/proc/net/tcp").read_text():
                return
            if child.poll() is not None:
                raise RuntimeError(f"nothing listens on {port}: {child.stderr.read() if child.stderr else ''}")
            time.sleep(0.005)

    def application(self, *arguments, **environment):
        """The site's application, as it may be: gunicorn on port 8000."""
        usual = dict(MEDIA_ROOT=str(SITE / "media"), MEDIA_URL="/media/", STATIC_ROOT=str(SITE / "static"), STATIC_URL="/static/",
                     HOME=str(HOME), USER="mallory")
        environment = {name: value for name, value in {**usual, **environment}.items() if value is not None}
        return self.process(*(arguments or ("gunicorn", "app:app")), port=environment.pop("port", 8000), **environment)

    def nginx(self, inside="", before=""):
        """The machine's web server, run by root, with the tenant's site."""
        pathlib.Path("/etc/nginx/nginx.conf").write_text(f"""user www-data;
worker_processes 1;
pid /run/nginx.pid;
error_log /var/log/nginx/error.log;
events {{ worker_connections 64; }}
http {{
    include /etc/nginx/mime.types;
    access_log /var/log/nginx/access.log;
    {before}
    include /etc/nginx/sites-enabled/*;
}}
""")
        pathlib.Path("/etc/nginx/sites-enabled/tenant").write_text("""server {
    listen 127.0.0.1:80;
    server_name tenant.test;
    root /srv/mallory/www;
    location /app/ { proxy_pass http://127.0.0.1:8000/; }
    %s
}
""" % (inside or """location /media/ { alias /srv/mallory/media/; }
    location /static/ { alias /srv/mallory/static/; }"""))
        self.master = subprocess.Popen(["nginx", "-g", "daemon off;"], stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL,
                                       stderr=subprocess.PIPE, env={"PATH": SYSTEM_PATH}, cwd="/", start_new_session=True)
        self.listening(80, self.master)
        children = pathlib.Path(f"/proc/{self.master.pid}/task/{self.master.pid}/children")
        for _ in range(400):
            if children.read_text():
                break
            time.sleep(0.005)

    def clear(self):
        for child in [*self.children, *([self.master] if self.master else [])]:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            # Its own children are this process's now.
            with contextlib.suppress(ChildProcessError):
                while os.waitpid(-child.pid, 0)[0]:
                    pass
            child.returncode = 0
        if self.master:
            self.master.stderr.close()
            shutil.rmtree("/var/log/nginx")
            os.mkdir("/var/log/nginx")
        for folder in ("/tmp", "/var/tmp"):
            for entry in os.scandir(folder):
                shutil.rmtree(entry.path) if entry.is_dir(follow_symlinks=False) else os.unlink(entry.path)
        # Whatever the processes or the commands have started.
        kept = (os.getpid(), self.world.recorder.pid, self.world.launcher.pid)
        for entry in os.listdir("/proc"):
            with contextlib.suppress(OSError):
                if entry.isdigit() and int(entry) not in kept:
                    os.kill(int(entry), signal.SIGKILL)
        with contextlib.suppress(OSError):
            while (pid := os.waitpid(-1, os.WNOHANG)[0]) and pid not in kept:
                pass

    # Asking.

    def ask(self, *arguments, cwd=HOME):
        before = snapshot()
        self.world.watch.seen()
        run = Run(self.world.launcher, arguments, cwd, self.limit if "--deadline" in arguments else self.other)
        own = "/root/.aws/credentials" if any(str(word).startswith("s3://") for word in arguments) else None
        # Where the operator asks for a bucket, the operator's own key may be looked for.
        for path in self.world.watch.seen() - {own}:
            self.read.setdefault(path, run.call)
        for path in differences(before, snapshot()):
            self.changed.setdefault(path, run.call)
        self.runs.append(run)
        return run

    def examine(self, *arguments, format="json", cwd=HOME):
        return self.ask("examine", "--deadline", f"{self.deadline}s", "--format", format, *arguments, cwd=cwd)

    def survey(self, *arguments, cwd=HOME):
        """In JSON; every fifth preparation in another format, too."""
        if self.turn % 5 == 0:
            self.examine(*arguments, format=FORMATS[self.turn // 5 % len(FORMATS)], cwd=cwd)
        return self.examine(*arguments, cwd=cwd)

    # What is looked at afterwards.

    def judge(self):
        def check(what, ok, detail=""):
            self.world.check(f"{self.name}, {what}", ok, detail)

        check("what is said", *self.leaks({run.call: run.out + run.err for run in self.runs}, names=not self.operators))
        check("what is sent", *self.leaks({"a socket of the tenant": self.heard()}))
        check("what is read", self.operators or not self.read, f"only root may read {self.read}")
        check("what is written", not self.changed, f"changed: {dict(list(self.changed.items())[:4])}")
        late = [f"{run.call}: {run.seconds:.1f} s" for run in self.runs if run.seconds > run.limit]
        check("in time", not late, late)
        wrong = [f"{run.call}: status {run.status}: {run.err[-200:]}" for run in self.runs
                 if run.ended and run.status not in ((0, 1, 2, 3, 4) if self.refusal_is_fine else (0, 1, 3, 4))]
        check("answers", not wrong, wrong)
        if self.memory:
            large = [f"{run.call}: {run.megabytes:.0f} MB" for run in self.runs if run.megabytes > self.memory]
            check("memory", not large, large)
        self.judge_commands(check)

    def heard(self):
        """What came to the tenant's sockets in this variant."""
        time.sleep(0.02)
        return os.pread(self.world.record, 1 << 26, self.heard_from)

    def leaks(self, texts, names=True):
        """Whether nothing planted is in the texts, and what is."""
        found = []
        for call, data in texts.items():
            data = decoded(data)
            hits = {}
            for run in RUNS.finditer(data):
                for piece in pieces(run[0]):
                    if (path := self.world.known.get(piece)) and (names or not path.endswith("(a name)")):
                        hits.setdefault(path, data[max(0, run.start() - 60):run.end() + 10])
            found += [f"{path} by {call}: …{text!r}" for path, text in hits.items()]
        return not found, found[:3]

    def judge_commands(self, check):
        commands = list(dict.fromkeys(text for run in self.runs for text in run.commands()))
        opened = [text for text in commands if opens_the_system(text)]
        check("commands leave the system's modes", not opened, opened[:3])
        tried = try_commands(commands, {"may_edit_nginx": self.may_edit_nginx, "guarded": self.guarded})
        harm = [f"{text!r} {what}" for text, what in tried if what]
        check("commands stay with the tenant", not harm, harm[:3])


# --- printed commands -------------------------------------------------------------------------------------------------

SYSTEM = re.compile(r"/(?:$|(?:etc|root|usr|boot|dev|proc)(?:/|$))")


def opens_the_system(text):
    """Whether a command changes modes, owners or access lists of the system's files: by their names, or by links to them."""
    for part in re.split(r"[;&|\n]+", text):
        words = re.findall(r"'[^']*'|\"[^\"]*\"|\S+", part)
        if not any(re.fullmatch(r"(?:\S*/)?(?:chmod|chown|chgrp|setfacl)", word) for word in words):
            continue
        for word in words:
            word = word.strip("'\"")
            if word.startswith("/") and (SYSTEM.match(os.path.normpath(word)) or SYSTEM.match(os.path.realpath(word))):
                return True
    return False


def try_commands(commands, rules):
    """Each command with what it did that it must not: None, or a sentence. Two that do harm are enough."""
    tried = [(text, "opens what is the system's") for text in commands if opens_the_system(text)]
    left = [text for text in commands if not opens_the_system(text)][:30]
    while left and sum(what is not None for _, what in tried) < 2:
        # The processes are those of the world, so that a restart of one is tried, too.
        ended = subprocess.run(["unshare", "-m", "-n", "/usr/bin/python3", "/opt/servedoctor/world_base.py", "throwaway"],
                               stdout=subprocess.PIPE, timeout=60, check=True,
                               input=json.dumps({"commands": left, **rules}).encode())
        done = json.loads(ended.stdout)
        tried += zip(left, done)
        left = left[len(done):]
    return tried


def throwaway():
    """Commands from standard input, run as root in a copy of the world, until one does what it must not."""
    asked = json.load(sys.stdin)
    command("mount", "-t", "tmpfs", "tmpfs", "/mnt")
    for folder in KEPT:
        copy = f"/mnt{folder}"
        os.makedirs(os.path.dirname(copy), exist_ok=True)
        command("cp", "-a", "--sparse=always", folder, copy)
        command("mount", "--bind", copy, folder)
    beside = [folder for folder in WRITABLE if folder.startswith(("/tmp", "/run", "/var"))]
    for folder in beside:
        copy = f"/mnt/beside{folder}"
        os.makedirs(os.path.dirname(copy), exist_ok=True)
        command("cp", "-a", folder, copy)
        command("mount", "--bind", copy, folder)
    left_out = {str(HOME), str(SITE)}
    asked["guarded"] += [os.path.join(top, name) for start in beside for top, folders, files in os.walk(start)
                         for name in ("", *folders, *files)]
    done = []
    for text in asked["commands"]:
        before, sites, kept = snapshot(left_out), led_to(), guards(asked["guarded"])
        # As it stands, in the folder where the operator was; some powers are of no use to any fix and would reach the machine.
        powerless = ["setpriv", "--bounding-set=-sys_boot,-sys_module,-sys_time,-sys_rawio"]
        with open("/mnt/said", "wb+") as said:
            child = subprocess.Popen([*powerless, "bash"], stdin=subprocess.PIPE, stdout=said, stderr=said, cwd=HOME,
                                     env={"PATH": SYSTEM_PATH, "HOME": "/root", "LANG": "C.UTF-8"}, start_new_session=True)
            with contextlib.suppress(subprocess.TimeoutExpired):
                child.communicate(text.encode("utf-8", "surrogateescape") + b"\n", timeout=3)
            with contextlib.suppress(ProcessLookupError):
                os.killpg(child.pid, signal.SIGKILL)
            child.wait()
            said.seek(0)
            words = said.read(1 << 16).decode(errors="replace")
        after = snapshot(left_out)
        changed = differences(before, after)
        if asked["may_edit_nginx"]:
            changed = [path for path in changed if not is_honest_edit(path, before, after, sites)]
        what = None
        if found := [folder for top in WRITABLE for folder, _, files in os.walk(top) if "ROOTPWNED" in files]:
            what = f"runs as root what the tenant has written: {found}"
        elif changed:
            what = f"changes {changed[:4]}"
        elif opened := [path for path, was in kept.items() if was and (guards([path])[path] or was) != was]:
            what = f"opens {opened[:4]}"
        elif asked["may_edit_nginx"] and "/etc/nginx" in text and not takes_configuration():
            what = "leaves a configuration that nginx does not take"
        elif "Read-only file system" in words:
            what = f"wants to change the system: {words[-200:]}"
        done.append(what)
        if what:
            break
    print(json.dumps(done))


def guards(paths):
    """Who may use each file: its owner, mode and access list."""
    found = {}
    for path in paths:
        with contextlib.suppress(OSError):
            status = os.lstat(path)
            found[path] = [status.st_uid, status.st_gid, status.st_mode,
                           os.getxattr(path, ACCESS) if ACCESS in os.listxattr(path) else b""]
    return {path: found.get(path) for path in paths}


ACCESS = "system.posix_acl_access"
# A word in quotes, one without, the end of a directive; comments are left out.
NGINX_WORD = re.compile(r"""#[^\n]*|("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')|((?:[^\s;{}"'#\\]|\\.)(?:[^\s;{}\\]|\\.)*)|([;{}])""",
                        re.S)


def takes_configuration():
    tested = subprocess.run(["nginx", "-t", "-q"], stdin=subprocess.DEVNULL, capture_output=True, env={"PATH": SYSTEM_PATH})
    return tested.returncode == 0


def led_to():
    """The folders to which the web server's configuration leads."""
    folders = set()
    for path in pathlib.Path("/etc/nginx").rglob("*"):
        if path.is_file():
            word, words = "", []
            for quoted, plain, end in NGINX_WORD.findall(path.read_text(errors="surrogateescape")):
                if end:
                    if words and words[0] in ("root", "alias", "include", "auth_basic_user_file"):
                        folders.add(words[-1])
                    words = []
                elif word := quoted.strip(quoted[:1]) if quoted else plain:
                    words.append(word)
    return folders


def is_honest_edit(path, before, after, sites):
    """Whether a change is one of the web server's configuration that leads to no place outside the tenant's."""
    if not path.startswith("/etc/nginx/"):
        return False
    was, now = before.get(os.fsencode(path)), after.get(os.fsencode(path))
    if was and now and was[0][1:4] != now[0][1:4]:
        return False
    # What a visitor sends must not become a part of the path.
    return all(place.startswith((str(HOME), str(SITE))) and not re.search(r"[$][A-Za-z0-9_{]", place)
               for place in led_to() - sites)


# --- the program ------------------------------------------------------------------------------------------------------

def main():
    what = sys.argv[1]
    if what == "throwaway":
        return throwaway()
    if what == "record":
        return record(*map(int, sys.argv[2:]))
    world = World(what)
    sys.path.insert(0, "/opt/servedoctor")
    try:
        importlib.import_module(f"world_{what}").run(world)
    finally:
        world.recorder.kill()
        world.recorder.wait()


if __name__ == "__main__":
    main()
