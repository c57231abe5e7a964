"""Kind 8: what is private by its nature. Nothing that is said opens it to others, whatever leads to it."""
import os
import re

from world_base import HOME, MALLORY, SITE

PRIVATE = {
    ".git/config": "[core]\n", ".git/HEAD": "ref: refs/heads/main\n", ".env": "SECRET_KEY=abc\n",
    ".env.production": "DB_PASSWORD=abc\n",
    "db.sqlite3": "SQLite format 3\0" + "x" * 500, "server.key": "-----BEGIN PRIVATE KEY-----\nabc\n-----END PRIVATE KEY-----\n",
    "id_rsa": "-----BEGIN OPENSSH PRIVATE KEY-----\nabc\n", ".htpasswd": "admin:abc\n",
    "backup/dump.sql": "-- MySQL dump\nINSERT INTO users\n", "wp-config.php": "<?php define('DB_PASSWORD', 'abc');\n",
    ".ssh/authorized_keys": "ssh-ed25519 abc\n", ".aws/credentials": "[default]\n", "config/master.key": "abc\n",
    "credentials.json": '{"private_key": "abc"}\n', ".npmrc": "//r/:_authToken=abc\n", "store.kdbx": "\x03\x05x\n",
}
# To the end of the line, or of the string in which it stands.
ADVICE = r"\b(?:chmod|chown|chgrp|setfacl|usermod|gpasswd|adduser|install\s+-m)\b(?:[^\n\"\\]|\\.)*?"


def run(world):
    traced(world)
    scanned(world)
    sites(world)
    tenants_secrets(world)


def opens_nothing(world, its, *paths):
    """No command anywhere in what was said names one of these paths, a folder above it but the tenant's own, or `/`."""
    told = []
    for run in its.runs:
        text = (run.out + run.err).decode(errors="replace")
        found = [re.search(ADVICE + re.escape(path) + r"(?![\w.-])", text) for path in paths]
        told += [f"{run.call[:60]}: {one[0][:200]}" for one in found if one]
    world.check(f"{its.name}, nothing is said that opens it", not told, told[:3])


def traced(world):
    for path, *above in (
        ("/etc/shadow", "/etc"), ("/root/.ssh/id_rsa", "/root/.ssh", "/root"), ("/home/victim/.env", "/home/victim"),
        ("/root/.env", "/root"), ("/etc/ssl/private/planted.key", "/etc/ssl/private"),
        ("/root/private", "/root"), ("/root/.aws/credentials", "/root/.aws"), ("/proc/1/environ", "/proc/1"),
        ("/dev/full", "/dev"),
    ):
        with world.variant(f"trace {path}", operators=True) as its:
            its.ask("trace", path, "--as", "www-data")
            its.ask("trace", path, "--as", "mallory", "--for", "write", "--format", "json")
            its.examine(path, format="json" if len(path) % 2 else "text")
            opens_nothing(world, its, path, *above)


def scanned(world):
    for path in ("/etc", "/root", "/home/victim"):
        with world.variant(f"scan {path}", operators=True) as its:
            its.ask("scan", path, "--as", "www-data")
            its.ask("scan", path, "--as", "www-data", "--all")
            its.examine(path)
            its.examine(path, format="markdown")
            opens_nothing(world, its, path, "/root", "/etc", "/etc/shadow", "/home/victim", "/home/victim/.env")


def sites(world):
    """Root's own web server, whose configuration leads to what is private."""
    for name, inside, urls in (
        ("a site of /", "location /all/ { root /; } location /etc/ { alias /etc/; } location /r/ { alias /root/; }",
         ("/etc/shadow", "/all/root/.env", "/r/.ssh/id_rsa")),
        ("a site of /etc", "location /media/ { alias /etc/; } location /static/ { alias /etc/ssl/; }",
         ("/media/shadow", "/static/private/planted.key")),
        ("a site of /root", "location /media/ { alias /root/private/; } location /static/ { alias /root/; }",
         ("/static/.ssh/id_rsa", "/static/token", "/static/.my.cnf")),
        ("a site of all homes", "location /media/ { alias /home/; } location ~ ^/u/(.*)$ { alias /home/$1; }",
         ("/media/victim/.env", "/u/victim/.env")),
        ("a site of /proc", "location /media/ { alias /proc/; } location /static/ { alias /dev/; }",
         ("/media/1/environ", "/static/full")),
    ):
        with world.variant(name, operators=True, may_edit_nginx=True) as its:
            its.nginx(inside)
            its.application()
            its.survey()
            its.examine(*(f"http://tenant.test{url}" for url in urls))
            its.examine(*(f"http://tenant.test{url}" for url in urls), format="text")
            its.ask("resolve", *(f"http://tenant.test{url}" for url in urls), "--format", "json")
            opens_nothing(world, its, "/etc", "/root", "/home/victim", "/home/victim/.env", "/proc", "/dev")


def tenants_secrets(world):
    """In the tenant's own site: what is kept from the world there stays so, too."""
    for folder, location in (("www", "/"), ("media", "/media/"), ("static", "/static/")):
        guarded = [str(SITE / folder / name) for name in PRIVATE]
        with world.variant(f"secrets in {folder}", guarded=guarded) as its:
            for name, text in PRIVATE.items():
                its.text(SITE / folder / name, text, 0o600)
            for name in (".git", ".ssh", ".aws", "backup"):
                os.chmod(SITE / folder / name, 0o700)
            its.nginx()
            its.application()
            its.survey()
            its.examine(*(f"http://tenant.test{location}{name}" for name in PRIVATE))
            its.examine(*(f"http://tenant.test{location}{name}" for name in PRIVATE), format="text")
            its.examine(*(SITE / folder / name for name in PRIVATE))
            opens_nothing(world, its, *guarded, str(SITE / folder / ".git"), str(SITE / folder / ".ssh"))
    with world.variant("an application's folder that is served", guarded=[HOME / "app/.env", HOME / "app/db.sqlite3"]) as its:
        its.text(HOME / "app/.env", "SECRET_KEY=abc\n", 0o600)
        its.text(HOME / "app/db.sqlite3", PRIVATE["db.sqlite3"], 0o600)
        its.text(HOME / "app/app.css", "p { }\n", 0o600)
        os.chmod(HOME, 0o700)
        os.chown(HOME, MALLORY, MALLORY)
        its.nginx("location /static/ { alias /home/mallory/app/; } location /media/ { alias /srv/mallory/media/; }")
        its.application(STATIC_ROOT=str(HOME / "app"))
        its.survey()
        its.examine("http://tenant.test/static/.env", "http://tenant.test/static/db.sqlite3", "http://tenant.test/static/app.css")
        opens_nothing(world, its, str(HOME / "app/.env"), str(HOME / "app/db.sqlite3"))
