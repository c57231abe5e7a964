"""Kind 6: what the doctor would read is no ordinary file: pipes, sockets, devices, huge and endless things."""
import contextlib
import os
import socket
import stat
import threading

from world_base import HOME, MALLORY, SITE

APP = HOME / "app"
MEMORY = 200
SETTINGS = [APP / name for name in (".env", "settings.py", "docker-compose.yml", "package.json", "server.js", "manage.py")]
SETTINGS += [HOME / ".aws/credentials", HOME / ".aws/config"]
SERVED = [SITE / "www/index.html", SITE / "media/b.jpg", SITE / "static/css/b.css", SITE / "static/css/app.css.gz"]
BESIDE = [SITE / "static/staticfiles.json", SITE / "static/manifest.json", SITE / "htpasswd", SITE / "logs/access.log",
          SITE / "logs/error.log", HOME / "app.log"]


def pipe(path):
    os.mkfifo(path, 0o666)


def listener(path):
    folder = os.open(path.parent, os.O_PATH)
    with socket.socket(socket.AF_UNIX) as made:
        made.bind(f"/proc/self/fd/{folder}/{path.name}")
    os.close(folder)


def device(major, minor):
    return lambda path: os.mknod(path, 0o666 | stat.S_IFCHR, os.makedev(major, minor))


def huge(path):
    with open(path, "wb") as file:
        file.write(b"A=b\n" * 1000)
        file.truncate(200 << 20)


def circle(path):
    other = path.with_name(path.name + ".other")
    os.symlink(other.name, path)
    if not os.path.lexists(other):
        os.symlink(path.name, other)


def endless(path):
    os.symlink("/dev/zero", path)


def far(path):
    os.symlink("/proc/self/fd/0/../../" * 150 + "x", path)


KINDS = {"a pipe": pipe, "a socket": listener, "a terminal": device(5, 0), "endless zeros": device(1, 5),
         "a sparse file of 200 MB": huge, "a directory": os.mkdir, "a circle of links": circle,
         "a link to a device": endless, "a long way of links": far}


def run(world):
    for kind, make in KINDS.items():
        with world.variant(f"settings are {kind}", memory=MEMORY) as its:
            put(its, make, SETTINGS)
            its.nginx()
            its.application(DJANGO_SETTINGS_MODULE="settings", STORAGE_BACKEND="s3", S3_BUCKET="files",
                            S3_ENDPOINT_URL="http://127.0.0.1:9101", NODE_ENV="production", MEDIA_ROOT=None)
            its.refusal_is_fine = True
            with opened(world, its, SETTINGS):
                its.survey()
                its.examine(APP / "docker-compose.yml", "--env-file", APP / ".env", "--project", APP)
        with world.variant(f"files of the site are {kind}", memory=MEMORY) as its:
            its.folder(SITE / "logs")
            its.text(SITE / "htpasswd", "x:y\n")
            its.nginx("location /static/ { alias /srv/mallory/static/; } location /media/ { alias /srv/mallory/media/; }\n"
                      "location /closed/ { alias /srv/mallory/media/; auth_basic x; auth_basic_user_file /srv/mallory/htpasswd;}",
                      before="access_log /srv/mallory/logs/access.log; error_log /srv/mallory/logs/error.log;")
            with open(its.text(HOME / "app.log", ""), "ab") as log:
                its.process("gunicorn", "app:app", port=8000, stdout=log, MEDIA_ROOT=str(SITE / "media"), MEDIA_URL="/media/",
                            STATIC_ROOT=str(SITE / "static"), STATIC_URL="/static/")
            put(its, make, SERVED + BESIDE)
            # What is served is opened by the web server, too, when it is asked for.
            with opened(world, its, BESIDE):
                its.survey()
                its.examine("http://tenant.test/", "http://tenant.test/media/b.jpg", SITE / "www/index.html")
            its.ask("trace", SITE / "media/b.jpg", "--as", "www-data")
            its.ask("scan", SITE, "--as", "www-data")
        with world.variant(f"servedoctor.yml is {kind}", memory=MEMORY) as its:
            its.nginx()
            put(its, make, [HOME / "servedoctor.yml", HOME / "evil.conf", HOME / "keys.txt"])
            with opened(world, its, [HOME / "servedoctor.yml", HOME / "keys.txt"]):
                its.ask("examine", "--deadline", "10s")
                its.refusal_is_fine = True
                its.examine("--references", HOME / "keys.txt", "--baseline", HOME / "evil.conf")
                its.ask("resolve", "http://tenant.test/", "--nginx-config", HOME / "evil.conf")


def put(its, make, paths):
    for path in paths:
        its.folder(path.parent)
        if os.path.lexists(path):
            path.unlink()
        make(path)
        os.lchown(path, MALLORY, MALLORY)


@contextlib.contextmanager
def opened(world, its, paths):
    """Notices who waits to read from one of the pipes: while nobody does, it cannot be opened for writing alone.

    It looks seldom, so that somebody who opens one without waiting, and lets it go at once, is not met.
    """
    pipes = [path for path in paths if os.path.lexists(path) and stat.S_ISFIFO(os.lstat(path).st_mode)]
    readers, end = set(), threading.Event()

    def look():
        while not end.wait(0.3):
            for path in pipes:
                with contextlib.suppress(OSError):
                    os.close(os.open(path, os.O_WRONLY | os.O_NONBLOCK))
                    readers.add(path.name)

    looker = threading.Thread(target=look)
    if pipes:
        looker.start()
    try:
        yield
    finally:
        end.set()
        if pipes:
            looker.join()
            world.check(f"{its.name}, nobody waits for a pipe", not readers, sorted(readers))
