"""A user without rights prepares a machine, then root runs the doctor there: tenant.py BINARY

Nothing that only root may read comes out or goes to the tenant, nothing is written, every run ends in time, and no printed
command harms anything that is not the tenant's. Each kind of preparation has a world of its own, in namespaces of its own.
Ends with "N passed, N failed". Needs root, nginx, gcc, acl, attr, openssl, iproute2.
"""
import concurrent.futures
import json
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile
import time

# The longest first: two worlds run at a time. Each is the module world_KIND.py.
KINDS = ["bounds", "special", "processes", "links", "names", "masters", "private", "config"]
# After so many seconds every world is ended, and what has not come to its end fails: much more than all of them need.
PATIENCE = 170


def run_world(kind, place, patience):
    """The results of one world, each a dictionary of name, ok and what."""
    namespaces = ["unshare", "-m", "-p", "-n", "-f", "--kill-child", "--mount-proc"]
    with tempfile.TemporaryFile(dir=place) as out, tempfile.TemporaryFile(dir=place) as err:
        world = subprocess.Popen([*namespaces, "/usr/bin/python3", place / "world_base.py", kind], stdin=subprocess.DEVNULL,
                                 stdout=out, stderr=err, cwd="/")
        try:
            status = world.wait(max(0, patience - time.monotonic()))
        except subprocess.TimeoutExpired:
            world.kill()
            world.wait()
            status = "no end"
        out.seek(0)
        err.seek(0)
        results = [json.loads(line) for line in out.read().decode().splitlines() if line.startswith("{")]
        last = err.read().decode(errors="replace")[-1500:]
    if status != 0 or not results:
        results.append({"name": kind, "ok": False, "what": f"its world ended with {status} after {len(results)} checks: {last}"})
    return results


def main():
    if len(sys.argv) < 2 or os.geteuid() != 0:
        sys.exit(f"usage, as root: {sys.argv[0]} BINARY")
    begin = time.monotonic()
    here = pathlib.Path(__file__).resolve().parent
    place = pathlib.Path(tempfile.mkdtemp(prefix="servedoctor-tenant-", dir="/run"))
    passed = failed = 0
    try:
        place.chmod(0o755)
        shutil.copy(sys.argv[1], place / "servedoctor")
        (place / "servedoctor").chmod(0o755)
        for module in here.glob("world_*.py"):
            shutil.copy(module, place)
        # Some kinds alone, where they are named behind the binary.
        kinds = [kind for kind in KINDS if kind in (sys.argv[2:] or KINDS)]
        subprocess.run(["gcc", "-O1", "-o", place / "actor", "-x", "c", "-"], check=True, input=ACTOR.encode())
        # What a tenant can still do: said at each run until it is mended.
        known = set(pathlib.Path(__file__).with_name("open.txt").read_text().splitlines())
        with concurrent.futures.ThreadPoolExecutor(2) as pool:
            for results in pool.map(lambda kind: run_world(kind, place, begin + PATIENCE), kinds):
                for result in results:
                    is_known = result["name"] in known
                    if is_known and not result["ok"]:
                        print(f"open   {result['name']}: {result['what']}"[:200], flush=True)
                        continue
                    passed, failed = passed + result["ok"], failed + (not result["ok"])
                    if is_known:
                        print(f"open   {result['name']}: holds now, take it off open.txt", flush=True)
                    elif not result["ok"]:
                        print(f"FAILED {result['name']}: {result['what']}", flush=True)
    finally:
        shutil.rmtree(place, ignore_errors=True)
    print(f"took {time.monotonic() - begin:.0f} s", file=sys.stderr)
    print(f"{passed} passed, {failed} failed")
    return 1 if failed or not passed else 0


# A program that plays any server, whatever its arguments are; run as root it leaves a sign. ACTOR_NAME: it calls itself so
# (prctl). ACTOR_PORT: it listens there on 127.0.0.1, keeps what it hears where the tenant keeps everything, and answers.
ACTOR = r"""
#include <arpa/inet.h>
#include <fcntl.h>
#include <poll.h>
#include <stdlib.h>
#include <string.h>
#include <sys/prctl.h>
#include <sys/socket.h>
#include <unistd.h>
int main(void) {
  const char *name = getenv("ACTOR_NAME"), *port = getenv("ACTOR_PORT");
  const char answer[] = "HTTP/1.1 200 OK\r\nContent-Length: 9\r\nConnection: close\r\n\r\n<p>ok</p>";
  struct sockaddr_in here = {.sin_family = AF_INET, .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  int yes = 1, kept, listener, client;
  if (getuid() == 0) {
    close(open("/tmp/ROOTPWNED", O_WRONLY | O_CREAT, 0600));
    return 0;
  }
  if (name) prctl(PR_SET_NAME, name);
  while (!port) pause();
  here.sin_port = htons(atoi(port));
  listener = socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);
  setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
  if (bind(listener, (struct sockaddr *)&here, sizeof here) || listen(listener, 64)) return 1;
  for (; (client = accept(listener, 0, 0)) >= 0; close(client)) {
    char heard[65537];
    size_t length = 0;
    ssize_t more;
    struct pollfd ready = {.fd = client, .events = POLLIN};
    while (length < sizeof heard - 1 && poll(&ready, 1, 300) > 0 &&
           (more = read(client, heard + length, sizeof heard - 1 - length)) > 0) {
      heard[length += more] = 0;
      if (strstr(heard, "\r\n\r\n")) break;
    }
    kept = open("/run/mallory/recorded", O_WRONLY | O_APPEND | O_CLOEXEC);
    if (write(kept, heard, length) < 0 || send(client, answer, sizeof answer - 1, MSG_NOSIGNAL) < 0) {}
    close(kept);
  }
}
"""

if __name__ == "__main__":
    sys.exit(main())
