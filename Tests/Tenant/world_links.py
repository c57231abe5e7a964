"""Kind 1: files that the doctor looks for are links to what only root may read."""
import os
import subprocess

from world_base import HOME, SITE

APP = HOME / "app"


def run(world):
    control(world)
    environment_files(world)
    code(world)
    pages(world)
    logs(world)
    named_by_the_operator(world)
    other_views(world)


def control(world):
    """The tenant's own settings are still read: else nothing is tested here."""
    with world.variant("the tenant's own .env") as own:
        own.text(APP / ".env", "MEDIA_ROOT=/srv/mallory/ownmedia\nMEDIA_URL=/own/\n")
        own.folder(SITE / "ownmedia")
        own.nginx()
        own.application(MEDIA_ROOT=None, MEDIA_URL=None)
        world.check("the tenant's own .env is still read", b"/srv/mallory/ownmedia" in own.survey().out)


def environment_files(world):
    for number, (name, target) in enumerate({
        "absolute": "/root/.env", "relative": "../../../root/.env", "through /proc/self/root": "/proc/self/root/root/.env",
        "through /proc/1/root": "/proc/1/root/root/.env",
        "to another user's": "/home/victim/.env", "to /etc/shadow": "/etc/shadow", "with dots": "/srv/mallory/../../root/./.env",
    }.items()):
        with world.variant(f".env is a link, {name}") as its:
            its.link(APP / ".env", target)
            its.nginx()
            its.application(MEDIA_ROOT=None, MEDIA_URL=None)
            its.survey()
            if number % 2:
                its.examine(APP / ".env")
            else:
                its.ask("trace", APP / ".env", "--as", "www-data")
    with world.variant(".env is a chain of links") as its:
        its.link(APP / ".env", SITE / "one")
        its.link(SITE / "one", "two")
        its.link(SITE / "two", "/root/.env")
        its.nginx()
        its.application(MEDIA_ROOT=None, MEDIA_URL=None)
        its.survey()
        its.examine("http://tenant.test/media/a.jpg")
    with world.variant("the folder of .env is a link to root's") as its:
        its.link(HOME / "linked", "/root")
        its.text(APP / "manage.py", "")
        its.nginx()
        its.application("gunicorn", "--chdir", str(HOME / "linked"), "app:app", MEDIA_ROOT=None, PWD=str(HOME / "linked"))
        its.survey()
        its.examine("--project", HOME / "linked")
        its.ask("scan", HOME / "linked", "--as", "www-data")
    with world.variant(".aws/credentials is a link") as its:
        its.link(HOME / ".aws/credentials", "/root/keys/aws")
        its.link(HOME / ".aws/config", "/root/keys/aws")
        its.nginx()
        its.application(MEDIA_ROOT=None, STORAGE_BACKEND="s3", S3_BUCKET="files", S3_ENDPOINT_URL="http://127.0.0.1:9101")
        its.survey()
        its.examine("s3://files/a.jpg")


def code(world):
    for number, (name, target, words, more) in enumerate((
        ("settings.py", "/root/settings.py", ("gunicorn", "app:app"), {"DJANGO_SETTINGS_MODULE": "settings"}),
        ("config/settings/production.py", "/root/settings.py", ("gunicorn", "config.wsgi"),
         {"DJANGO_SETTINGS_MODULE": "config.settings.production"}),
        ("manage.py", "/root/settings.py", ("python3", "manage.py", "runserver"), {}),
        ("app.py", "/root/settings.py", ("flask", "run"), {"FLASK_APP": "app.py"}),
        ("server.js", "/root/server.js", ("node", "server.js"), {"NODE_ENV": "production"}),
        ("package.json", "/root/package.json", ("node", "server.js"), {}),
        ("config/storage.yml", "/root/kept/planted/compose.yml", ("puma", "config.ru"), {"RAILS_ENV": "production"}),
        ("config/filesystems.php", "/root/server.js", ("php-fpm: master process (/home/mallory/app/fpm.conf)",), {}),
        ("fpm.conf", "/root/php-fpm.conf", ("php-fpm: master process (/home/mallory/app/fpm.conf)",), {}),
        ("uwsgi.ini", "/root/x.ini", ("uwsgi", "--ini", "uwsgi.ini"), {}),
        ("gunicorn.conf.py", "/root/settings.py", ("gunicorn", "-c", "gunicorn.conf.py", "app:app"), {}),
    )):
        with world.variant(f"{name} is a link") as its:
            its.text(APP / "server.js", "")
            its.link(APP / name, target)
            its.nginx()
            its.application(*words, MEDIA_ROOT=None, MEDIA_URL=None, STATIC_ROOT=None, STATIC_URL=None, **more)
            its.survey()
            if number % 2 == 0:
                its.examine("--project", APP)


def pages(world):
    with world.variant("a manifest is a link") as its:
        for name in ("staticfiles.json", "manifest.json", ".vite/manifest.json", "asset-manifest.json"):
            its.link(SITE / "static" / name, "/srv/other/manifest.json")
        its.nginx()
        its.application()
        its.survey()
        its.examine("http://tenant.test/static/css/app.css")
    with world.variant("index.html is a link") as its:
        its.link(SITE / "www/index.html", "/root/index.html")
        its.nginx()
        its.application()
        its.survey()
        its.examine("http://tenant.test/")
        its.ask("resolve", "http://tenant.test/")
        its.examine(SITE / "www/index.html")
    with world.variant("a picture is a link to a key") as its:
        its.link(SITE / "media/b.jpg", "/root/.ssh/id_rsa")
        its.link(SITE / "media/c.jpg", "/etc/ssl/private/planted.key")
        its.nginx()
        its.application()
        its.survey()
        its.examine("http://tenant.test/media/b.jpg", "http://tenant.test/media/c.jpg")
        its.ask("scan", SITE, "--as", "www-data", "--format", "json")
    with world.variant("a compressed copy and an extract are links") as its:
        its.link(SITE / "static/css/app.css.gz", "/root/token")
        its.link(SITE / "static/css/app.css.br", "/root/token")
        its.nginx("gzip_static on; location /media/ { alias /srv/mallory/media/; }\n"
                  "location /static/ { alias /srv/mallory/static/; }")
        its.application()
        its.survey()
        its.examine("http://tenant.test/static/css/app.css")
    with world.variant("the password file is a link", may_edit_nginx=True) as its:
        its.link(SITE / "htpasswd", "/root/secret")
        its.nginx("location /static/ { alias /srv/mallory/static/; }\n"
                  "location /media/ { alias /srv/mallory/media/; auth_basic a; auth_basic_user_file /srv/mallory/htpasswd; }")
        its.application()
        its.survey()
        its.examine("http://tenant.test/media/a.jpg")
    with world.variant("the folder of pictures is a link to root's") as its:
        (SITE / "media/a.jpg").unlink()
        os.rmdir(SITE / "media")
        its.link(SITE / "media", "/root/private")
        its.nginx()
        its.application()
        its.survey()
        its.examine("http://tenant.test/media/a.jpg")
        its.ask("scan", SITE / "media", "--as", "www-data")


def logs(world):
    for name, target in {"root's log": "/root/secret.log", "a log that others hide": "/srv/other/vault.log",
                         "root's log through /proc": "/proc/self/root/root/secret.log"}.items():
        with world.variant(f"the web server's logs became links to {name}") as its:
            its.folder(SITE / "logs")
            its.nginx(before="access_log /srv/mallory/logs/access.log; error_log /srv/mallory/logs/error.log;")
            its.application()
            for log in ("access.log", "error.log"):
                its.link(SITE / "logs" / log, target)
            its.survey()
            its.examine("http://tenant.test/media/none.jpg")
    with world.variant("the application's log became a link") as its:
        its.nginx()
        log = its.text(HOME / "app.log", "")
        with open(log, "ab") as output:
            its.process("gunicorn", "app:app", port=8000, stdout=output, MEDIA_ROOT=str(SITE / "media"), MEDIA_URL="/media/")
        its.link(log, "/root/secret.log")
        its.survey()
        its.examine("http://tenant.test/media/a.jpg")


def named_by_the_operator(world):
    """The operator names a file; the tenant has made it a link. What it leads to, the tenant has said."""
    for name, target, option in (
        ("docker-compose.yml", "/root/kept/planted/compose.yml", "--compose"),
        ("compose.yml", "../../../root/kept/planted/compose.yml", "--compose"),
        (".env", "/root/.env", "--env-file"), ("keys.txt", "/root/.env", "--references"),
        ("site.conf", "/root/secret.conf", "--nginx-config"),
    ):
        with world.variant(f"{option} names the tenant's link {name}") as its:
            its.link(APP / name, target)
            its.nginx()
            its.application()
            its.refusal_is_fine = True
            its.examine(option, APP / name)
            its.examine(option, APP / name, "http://tenant.test/media/a.jpg", format="text")
            if option == "--nginx-config":
                its.ask("resolve", "http://tenant.test/media/a.jpg", "--nginx-config", APP / name)
            if option == "--compose":
                its.examine(APP / name)


def other_views(world):
    with world.variant("a process in a container of the tenant's own") as its:
        # A user may have namespaces of its own whose files are still only its own.
        may = subprocess.run(["unshare", "-Umc", "true"], user=1400, group=1400, extra_groups=[], cwd="/", capture_output=True)
        its.link(APP / ".env", "/root/.env")
        its.link(APP / "settings.py", "/root/settings.py")
        its.nginx()
        wrap = ("unshare", "-Umc") if may.returncode == 0 else ("setsid",)
        its.process(wrap=wrap, port=8000, DJANGO_SETTINGS_MODULE="settings",
                    ACTOR_NAME="gunicorn", MEDIA_URL="/media/")
        its.survey()
        its.examine("http://tenant.test/app/")
    with world.variant("a working directory that was replaced") as its:
        its.nginx()
        its.folder(HOME / "gone")
        its.process("gunicorn", "app:app", cwd=HOME / "gone", port=8000, MEDIA_URL="/media/")
        os.rmdir(HOME / "gone")
        its.link(HOME / "gone", "/root")
        its.link(HOME / "gone (deleted)", "/root")
        its.survey()
