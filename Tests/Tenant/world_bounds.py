"""Kind 7: much work. Whatever the tenant has written, a run ends in time and in little memory."""
import os

from world_base import HOME, SITE
from world_masters import CONFIGURATION, title, written

# A shorter deadline than elsewhere: some of these runs take all of it.
LIMITS = {"deadline": 2, "limit": 4, "memory": 200}
LAUGHS = "\n".join(f"X{n}=" + f"${{X{n - 1}}}" * 10 for n in range(1, 40))


def run(world):
    configurations(world)
    settings(world)
    trees(world)


def asked(its):
    its.examine()
    its.refusal_is_fine = True
    its.ask("resolve", "http://evil.test:8081/media/a.jpg", "--nginx-config", CONFIGURATION, "--as", "www-data")


def configurations(world):
    for name, prepare in {
        "a pattern with many stars": stars, "a pattern of folders": everywhere, "a configuration of 100 MB": large,
        "5,000 includes": includes, "includes within includes": nested,
        "3,000 servers": servers, "an expression that goes back": backtracking,
        "50,000 lines of a map": mapped, "blocks within blocks": blocks, "redirects without end": redirects,
    }.items():
        with world.variant(name, **LIMITS) as its:
            prepare(its)
            title(its, f"nginx: master process {HOME}/x -c {CONFIGURATION}")
            asked(its)


def stars(its):
    for number in range(200):
        its.text(HOME / "names" / f"{'a' * 240}{number}", "")
    written(its, f"include {HOME}/names/{'*a' * 12}b;")


def everywhere(its):
    written(its, "include /proc/self/root/*/*/*/*; include /*/*/*/*/*/*.none; include /proc/*/root/proc/*/root/*/*;")


def large(its):
    written(its, "include " + str(HOME / "large.conf") + ";")
    with open(HOME / "large.conf", "w") as file:
        for _ in range(50):
            file.write("# " + "x" * (1 << 20) + "\n" + "add_header X-A aaaaaaaaaaaaaaa;\n" * (1 << 15))


def includes(its):
    for number in range(5000):
        its.text(HOME / f"parts/{number}.conf", f"server {{ listen 127.0.0.1:8081; server_name s{number}.test; }}\n")
    written(its, f"include {HOME}/parts/*.conf;")


def nested(its):
    for number in range(2000):
        its.text(HOME / f"parts/{number}.conf", f"include {HOME}/parts/{number + 1}.conf;\n" * 2)
    its.text(HOME / "parts/2000.conf", f"include {CONFIGURATION}; include {HOME}/*.conf;")
    written(its, f"include {HOME}/parts/0.conf;")


def servers(its):
    written(its, "\n".join(f"server {{ listen 127.0.0.1:8081; server_name s{n}.test *.s{n}.test ~^s{n}x; root {SITE}/www;"
                           f" location /media/ {{ alias {SITE}/media/; }} location ~ [.]jpg$ {{ root {SITE}; }} }}"
                           for n in range(3000)))


def backtracking(its):
    written(its, "", "location ~ ^/((a|aa)+)+$ { root /srv; } location ~ (x+x+)+y { root /srv; } "
                     "rewrite ^/(([a-z])+.)+[A-Z]([a-z])+$ /x; location / { try_files $uri /" + "a" * 60 + "!; }")
    its.text(HOME / "www" / ("a" * 60 + "!"), "x")
    its.text(HOME / "www" / ("x" * 60), "x")


def mapped(its):
    written(its, "map $uri $m {\n" + "".join(f"  ~^/x{n}.*y a{n};\n" for n in range(50_000)) + "}", "location / { root $m; }")


def blocks(its):
    written(its, "", "location / { " * 3000 + "}" * 3000)


def redirects(its):
    written(its, "", "error_page 404 /a; location / { try_files /b /c; } location /a { rewrite ^ /b; } "
                     "location /b { rewrite ^ /a; } index " + " ".join(f"/i{n}" for n in range(5000)) + ";")


def settings(world):
    app = HOME / "app"
    for name, texts in {
        "an env file of references": {app / ".env": "X0=xxxxxxxxxx\n" + LAUGHS + "\nMEDIA_ROOT=/srv/${X39}\n"},
        "an env file of 30 MB": {app / ".env": "A=b\n" * (30 << 18)},
        "a compose file of aliases": {app / "docker-compose.yml": "x0: &x0 [a, a]\n" + "".join(
            f"x{n}: &x{n} [*x{n - 1}, *x{n - 1}, *x{n - 1}]\n" for n in range(1, 40)) + "services: *x39\n"},
        "brackets without end": {
            app / "docker-compose.yml": "services: " + "[" * 200_000, app / "settings.py": "MEDIA_ROOT = " + "(" * 100_000,
            app / "server.js": "multer({ dest: path.join(" + "path.join(" * 100_000,
            app / "package.json": '{"scripts": ' + "[" * 500_000,
            SITE / "static/staticfiles.json": '{"paths": ' + '{"a":' * 300_000},
        "settings of sums": {app / "settings.py": "A = 'x' * 999999999\nMEDIA_ROOT = A * 999\n" + "A = A + A\n" * 5000
                                                  + "STATIC_ROOT = A\n"},
        "a manifest of 300,000 names": {SITE / "static/staticfiles.json": '{"paths": {' + ",".join(
            f'"css/a{n}.css": "css/a{n}.1.css"' for n in range(300_000)) + "}}"},
        "a log of 60 MB": {SITE / "logs/error.log": '2026/01/01 00:00:00 [error] 7#7: *1 open() "/srv/mallory/media/x" failed '
                           '(13: Permission denied), client: 127.0.0.1, server: x, request: "GET / HTTP/1.1"\n' * 400_000},
    }.items():
        with world.variant(name, **LIMITS) as its:
            its.folder(SITE / "logs")
            its.nginx(before="error_log /srv/mallory/logs/error.log;")
            for path, text in texts.items():
                its.text(path, text)
            its.application(MEDIA_ROOT=None, DJANGO_SETTINGS_MODULE="settings", NODE_ENV="production")
            its.examine(*(["--project", app] if len(texts) > 1 else []))


def trees(world):
    with world.variant("30,000 files", **LIMITS) as its:
        for folder in range(30):
            its.folder(SITE / f"media/{folder}")
            for number in range(1000):
                os.close(os.open(SITE / f"media/{folder}/{number}.jpg", os.O_CREAT | os.O_WRONLY, 0o600))
        its.nginx()
        its.application()
        its.examine()
        its.ask("scan", SITE, "--as", "www-data", "--format", "json")
    with world.variant("folders 900 deep", **LIMITS) as its:
        its.folder(SITE / "media" / "/".join(["d"] * 900))
        its.nginx()
        its.application()
        its.examine()
        its.ask("scan", SITE, "--as", "www-data")
        its.ask("trace", SITE / "media" / "/".join(["d"] * 900), "--as", "www-data")
    with world.variant("200 processes", **LIMITS) as its:
        its.nginx()
        for number in range(200):
            its.process("gunicorn" if number % 2 else f"nginx: master process {HOME}/x -c {CONFIGURATION}", "app:app",
                        MEDIA_ROOT=f"/srv/mallory/m{number}", MEDIA_URL=f"/m{number}/")
        written(its)
        its.examine()
    with world.variant("an environment of a megabyte", **LIMITS) as its:
        its.nginx()
        its.application(MEDIA_ROOT="/srv/" + "a/" * 60_000, STATIC_ROOT="x" * 120_000, S3_BUCKET="b" * 100_000)
        its.examine()
