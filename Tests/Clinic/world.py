"""One world of the clinic: its file, and the small server that is built of it."""
import os
import pathlib
import re
import shlex
import shutil
import signal
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
SYSTEM_PATH = "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin"
DOCTOR = "/opt/servedoctor/servedoctor"
LISTS = {"target", "names", "also", "not", "report", "needs", "after"}
WORDS = {"title", "expect", "verdict", "cure", "user", "inside", "merge", "within"}
FLAGS = {"healthy", "terminal", "hangs", "writes", "interrupts"}

TEMPLATE = r"""
set -e
truncate -s 4G "$1/template"
mkfs.ext4 -q -F -J size=4 -E lazy_itable_init=1,lazy_journal_init=1,nodiscard "$1/template"
mount -o loop,noinit_itable "$1/template" "$1/root"
cd "$1/root"
mkdir -p usr proc sys dev run mnt srv opt home media boot usr/local; mkdir -m 700 root; mkdir -m 1777 tmp; chmod 755 .
cp -a /bin /sbin /lib .; [ ! -e /lib64 ] || cp -a /lib64 .
cp -a /etc .
mkdir -p var/{cache/nginx,spool,mail,lib/nginx,log/nginx,www/html}; mkdir -m 1777 var/tmp; ln -s /run var/run; ln -s /run/lock var/lock
for d in body proxy fastcgi scgi uwsgi; do mkdir -m 700 var/lib/nginx/$d; chown www-data var/lib/nginx/$d; done
chown root:adm var/log/nginx
echo '<!doctype html><title>Welcome to nginx!</title><h1>Welcome to nginx!</h1>' > var/www/html/index.nginx-debian.html
rm -rf etc/nginx/sites-enabled/* etc/nginx/sites-available/* etc/nginx/conf.d/* etc/nginx/modules-enabled/* etc/mtab
ln -s /proc/self/mounts etc/mtab
printf 'LABEL=root / ext4 errors=remount-ro 0 1\n' > etc/fstab
printf '127.0.0.1 localhost\n::1 localhost ip6-localhost\n' > etc/hosts
: > etc/resolv.conf
cat > etc/nginx/nginx.conf <<'CONF'
user www-data;
worker_processes auto;
pid /run/nginx.pid;
error_log /var/log/nginx/error.log;
include /etc/nginx/modules-enabled/*.conf;
events {
    worker_connections 768;
}
http {
    sendfile on;
    tcp_nopush on;
    types_hash_max_size 2048;
    include /etc/nginx/mime.types;
    default_type application/octet-stream;
    access_log /var/log/nginx/access.log;
    gzip on;
    include /etc/nginx/conf.d/*.conf;
    include /etc/nginx/sites-enabled/*;
}
CONF
cd /; umount "$1/root"
"""

# The first process of a world. It stays as PID 1 until its input ends, that is until the runner ends.
FIRST = r"""
set -e
mount -o loop,noinit_itable "$1/disk" "$1/root"; rm "$1/disk"
cd "$1/root"
mount --bind /usr usr; mount -o remount,bind,ro usr
mount --bind /dev dev; mount -t devpts -o gid=5,mode=620,ptmxmode=666 devpts dev/pts; mount -t tmpfs -o mode=1777,nosuid,nodev tmpfs dev/shm
mount -t proc proc proc; mount -t sysfs -o ro sysfs sys
mount -t tmpfs -o mode=755,nosuid,nodev,size=256m tmpfs run; mkdir -m 1777 run/lock
if [ -n "$2" ]; then mkdir opt/servedoctor; touch opt/servedoctor/servedoctor; mount --bind "$2" opt/servedoctor/servedoctor; fi
pivot_root . mnt; umount -l /mnt; cd /
hostname web-1; echo web-1 > /etc/hostname; echo "127.0.1.1 web-1" >> /etc/hosts
ip link set lo up
echo ready
exec -a /sbin/init bash -c 'while read -r _; do :; done'
"""

LOOK = r"""find / -xdev \( -path /var/log -o -path /var/lib/nginx -o -path /var/cache -o -path /var/lib/ceph -o -path /var/lib/swift -o -path /var/lib/vault -o -path '/var/lib/docker/overlay2/*/merged' \
  -o -path '/var/lib/docker/overlay2/*/log' -o -path '/var/lib/docker/overlay2/*/diff/var/l*' \) -prune -o \
  ! -path / -printf '%y %m %U:%G %s %T@ %p\0' | sort -z | tr '\0\n' '\n?'"""


class Broken(Exception):
    """The world is not what it should be."""


class World:
    """One file of worlds/, its header read."""

    def __init__(self, path):
        self.name, self.path, self.text = path.stem, path, path.read_text()
        self.header = {key: [] for key in LISTS}
        for number, line in enumerate(self.text.splitlines(), 1):
            if not line.startswith("#"):
                break
            key, _, value = line[1:].strip().partition(":")
            value = value.strip()
            if key in LISTS:
                self.header[key].append(value)
            elif key in WORDS and value:
                self.header[key] = value
            elif key in FLAGS and not value:
                self.header[key] = True
            else:
                sys.exit(f"{path}:{number}: unknown header line: {line}")
        if "title" not in self.header or ("expect" in self.header) == self.healthy:
            sys.exit(f"{path}: the header needs a title, and either expect or healthy")

    def get(self, key, default=None):
        return self.header.get(key, default)

    @property
    def healthy(self):
        return "healthy" in self.header

    @property
    def expected(self):
        return [word.strip() for word in self.get("expect", "").split("|") if word.strip()]

    def has(self, function):
        return re.search(rf"^{function}\(\)", self.text, re.M) is not None

    def missing(self):
        return [c for words in self.header["needs"] for c in words.split() if not shutil.which(c, path=SYSTEM_PATH)]


class Server:
    """A world that runs."""

    def __init__(self, world, folder, binary):
        self.world, self.binary = world, binary
        self.place = pathlib.Path(tempfile.mkdtemp(dir=folder))
        (self.place / "root").mkdir()
        subprocess.run(["cp", "--sparse=always", folder / "template", self.place / "disk"], check=True)
        self.keeper = subprocess.Popen(
            ["unshare", "-m", "-n", "-p", "--uts", "--ipc", "--fork", "--kill-child", "--propagation", "private",
             "bash", "-c", FIRST, "init", str(self.place), str(binary or "")],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
            env={"PATH": SYSTEM_PATH, "LANG": "C.UTF-8"}, cwd="/")
        if self.keeper.stdout.readline() != b"ready\n":
            self.keeper.stdin.close()
            raise Broken("no world: " + self.keeper.stderr.read().decode(errors="replace"))
        children = pathlib.Path(f"/proc/{self.keeper.pid}/task/{self.keeper.pid}/children").read_text().split()
        self.pid = children[0]
        self.groups = f"clinic-{os.stat(f'/proc/{self.pid}/ns/net').st_ino}"

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.keeper.stdin.close()
        try:
            self.keeper.wait(5)
        except subprocess.TimeoutExpired:
            self.keeper.kill()
            self.keeper.wait()
        for stream in (self.keeper.stdout, self.keeper.stderr):
            stream.close()
        shutil.rmtree(self.place)
        self.remove_groups()

    def remove_groups(self):
        """Removes the control groups that the world's containers had on this machine."""
        for top in [*pathlib.Path("/sys/fs/cgroup").glob(f"*/{self.groups}"), *pathlib.Path("/sys/fs/cgroup").glob(self.groups)]:
            for folder, _, _ in os.walk(top, topdown=False):
                for _ in range(50):
                    try:
                        os.rmdir(folder)
                        break
                    except OSError:
                        time.sleep(0.02)

    def command(self, *arguments):
        return ["nsenter", "-t", self.pid, "-m", "-u", "-i", "-n", "-p", "-r", "-w", "env", "-i", f"PATH={SYSTEM_PATH}",
                "LANG=C.UTF-8", "HOME=/root", "USER=root", f"INSIDE={self.world.get('inside') or self.world.get('merge', '')}", *arguments]

    def run(self, *arguments, text=b"", timeout=60):
        """Status (None after a time-out), standard output and standard error of a command in the world."""
        with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
            given.write(text)
            given.seek(0)
            child = subprocess.Popen(self.command(*arguments), stdin=given, stdout=out, stderr=err, cwd="/", start_new_session=True)
            try:
                code = child.wait(timeout)
            except subprocess.TimeoutExpired:
                code = None
                os.killpg(child.pid, signal.SIGKILL)
            out.seek(0)
            err.seek(0)
            return code, out.read(), err.read()

    def script(self, function, timeout=60):
        text = "".join((HERE / name).read_text() for name in ("lib.sh", "lib-s3.sh")) + self.world.text
        return self.run("bash", "-c", f"{text}\n{function}", self.world.name, timeout=timeout)

    def set_up(self):
        code, out, err = self.script("set -e; setup")
        if code != 0:
            raise Broken(f"setup ended with {code}\n{said(out, err)}")

    def sick(self):
        """True while the symptom is there."""
        code, out, err = self.script("symptom", timeout=30)
        if code not in (0, 1):
            raise Broken(f"symptom ended with {code}, which is neither there nor gone\n{said(out, err)}")
        return code == 0

    def recovers(self):
        """Waits some seconds for the symptom to go: a reload takes effect a moment after the command."""
        end = time.monotonic() + 4
        while True:
            try:
                if not self.sick():
                    return None
                last = "the symptom is still there"
            except Broken as problem:
                last = str(problem)
            if time.monotonic() > end:
                return last
            time.sleep(0.05)

    def prefix(self):
        """What stands before the doctor's command: another identity, or the way into a container."""
        user, box = self.world.get("user"), self.world.get("inside")
        command = f"exec setpriv --reuid {user} --regid \"$(id -g {user})\" --init-groups " if user else ""
        return command + (f"within {box} " if box else "")

    def doctor(self, *more):
        arguments = [word for line in self.world.get("target") for word in shlex.split(line)]
        words = shlex.join([DOCTOR, "examine", *more, *arguments])
        text = (HERE / "lib.sh").read_text() if self.world.get("inside") or self.world.get("merge") else ""
        begin = time.monotonic()
        if boxes := self.world.get("merge", "").split():
            one = shlex.join([DOCTOR, "examine", "--format", "json", *arguments])
            steps = [f"within {box} {one} > /var/cache/{box}.json || [ $? = 1 ] || exit 9" for box in boxes]
            words = "; ".join([*steps, shlex.join([DOCTOR, "merge", *more, *(f"/var/cache/{box}.json" for box in boxes)])])
        code, out, err = self.run("bash", "-c", f"{text}\n{self.prefix()}{words}", "login", timeout=float(self.world.get("within", 20)))
        return code, out, err, time.monotonic() - begin

    def paste(self, commands):
        text = "\n".join(commands).encode() + b"\n"
        if box := self.world.get("inside"):
            lib = (HERE / "lib.sh").read_text()
            return self.run("bash", "-c", f"{lib}\nwithin {box} bash", "login", text=text)
        return self.run("bash", text=text)

    def look(self):
        lines = self.run("bash", "-c", LOOK)[1].decode(errors="replace").splitlines()
        return {line for line in lines if not (self.world.get("writes") and line.startswith("d "))}


def said(out, err):
    return "\n".join(part.decode(errors="replace").strip()[-2000:] for part in (out, err) if part.strip())
