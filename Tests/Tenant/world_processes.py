"""Kind 2: processes whose arguments and environment name what only root may read, or an address at which the tenant listens."""
from world_base import HOME, SITE

STORE = {"STORAGE_BACKEND": "s3", "S3_BUCKET": "files", "AWS_STORAGE_BUCKET_NAME": "files",
         "S3_ENDPOINT_URL": "http://127.0.0.1:9101", "AWS_ENDPOINT_URL": "http://127.0.0.1:9102"}


def run(world):
    stores(world)
    folders(world)
    programs(world)


def stores(world):
    for number, (name, variables) in enumerate({
        "the shared credentials file is root's": {"AWS_SHARED_CREDENTIALS_FILE": "/root/.aws/credentials"},
        "the shared credentials file is a key of root's": {"AWS_SHARED_CREDENTIALS_FILE": "/root/keys/aws"},
        "the config file is root's": {"AWS_CONFIG_FILE": "/root/keys/aws"},
        "the home is root's": {"HOME": "/root"},
        "a token file with an endpoint of the tenant's": {
            "AWS_WEB_IDENTITY_TOKEN_FILE": "/root/token", "AWS_ROLE_ARN": "arn:aws:iam::1:role/x"},
        "a token file with a token service of the tenant's": {
            "AWS_WEB_IDENTITY_TOKEN_FILE": "/root/token", "AWS_ROLE_ARN": "arn:aws:iam::1:role/x",
            "AWS_ENDPOINT_URL_STS": "http://127.0.0.1:9103"},
        "a token file that is /etc/shadow": {
            "AWS_WEB_IDENTITY_TOKEN_FILE": "/etc/shadow", "AWS_ROLE_ARN": "arn:aws:iam::1:role/x",
            "AWS_ENDPOINT_URL_STS": "http://127.0.0.1:9103"},
        "a container's token file": {
            "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1:9103/creds",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "/root/token"},
        "a container's token file that is a key": {
            "AWS_CONTAINER_CREDENTIALS_FULL_URI": "http://127.0.0.1:9103/creds",
            "AWS_CONTAINER_AUTHORIZATION_TOKEN_FILE": "/root/.ssh/id_rsa"},
        "the metadata service is the tenant's": {"AWS_EC2_METADATA_SERVICE_ENDPOINT": "http://127.0.0.1:9103/"},
    }.items()):
        with world.variant(name) as its:
            its.nginx()
            its.application(MEDIA_ROOT=None, **{**STORE, **variables})
            its.survey()
            its.examine("--allow-metadata")
            if number % 3 == 0:
                its.examine("s3://files/a.jpg", "--allow-metadata", format="text")
    with world.variant("asked for nothing, no address of the tenant's gets a role's key") as its:
        its.nginx()
        its.application(MEDIA_ROOT=None, **STORE, AWS_CONTAINER_CREDENTIALS_FULL_URI="http://127.0.0.1:9103/creds")
        its.survey()
        heard = its.heard()
        world.check("the lender of keys is asked only where the operator allows it", b"/creds" not in heard, heard[:200])


def folders(world):
    for number, (name, variables) in enumerate({
        "uploads go to /": {"MEDIA_ROOT": "/"}, "uploads go to /etc": {"MEDIA_ROOT": "/etc"},
        "uploads go to a folder of root's": {"MEDIA_ROOT": "/root/private"},
        "uploads go to root's home, by /proc/self/root": {"MEDIA_ROOT": "/proc/self/root/root/private"},
        "uploads go to /root": {"MEDIA_ROOT": "/root"},
        "static files are in /root": {"STATIC_ROOT": "/root"},
        "static files are in another's folder": {"STATIC_ROOT": "/srv/other"},
        "uploads go to private keys": {"UPLOAD_DIR": "/etc/ssl/private", "MEDIA_ROOT": None},
        "uploads go to another user's home": {"MEDIA_ROOT": "/home/victim"},
        "uploads go to /proc": {"MEDIA_ROOT": "/proc"},
        "uploads go to /boot": {"MEDIA_ROOT": "/boot"}, "uploads go to /usr": {"MEDIA_ROOT": "/usr"},
        "uploads go up": {"MEDIA_ROOT": "../../../root/private"},
        "the log is root's": {"LOG_FILE": "/root/secret.log"},
        "the settings are root's": {"DJANGO_SETTINGS_MODULE": "settings", "PYTHONPATH": "/root", "MEDIA_ROOT": None},
        "the env file is root's": {"ENV_FILE": "/root/.env", "DOTENV_PATH": "/root/.env", "MEDIA_ROOT": None},
        "the environment is full": {f"MEDIA_ROOT_{n}": "/root" for n in range(500)} | {"MEDIA_ROOT": "/root/private"},
    }.items()):
        with world.variant(name) as its:
            its.nginx()
            its.application(**variables)
            its.survey()
            if number % 2 == 0:
                its.examine("http://tenant.test/media/a.jpg")


def programs(world):
    for number, (words, more) in enumerate((
        (("gunicorn", "app:app"), {"PWD": "/root"}),
        (("gunicorn", "--chdir", "/root", "settings:app"), {"DJANGO_SETTINGS_MODULE": "settings"}),
        (("gunicorn", "-c", "/root/settings.py", "--error-logfile", "/root/secret.log", "app:app"), {}),
        (("uwsgi", "--ini", "/root/x.ini"), {}), (("uwsgi", "/root/x.ini"), {}),
        (("node", "server.js"), {"NODE_PATH": "/root"}), (("node", "/root/server.js"), {}),
        (("puma", "-C", "/root/settings.py"), {"RAILS_ENV": "production", "BUNDLE_GEMFILE": "/root/.env"}),
        (("php-fpm: master process (/root/php-fpm.conf)",), {}),
        (("php-fpm", "--fpm-config", "/root/php-fpm.conf", "-c", "/root"), {}),
        (("flask", "--app", "/root/settings.py", "run"), {"FLASK_APP": "/root/settings.py"}),
        (("java", "-jar", "/root/app.jar", "--spring.config.location=/root/.env"), {}),
        (("uvicorn", "--env-file", "/root/.env", "app:app"), {}),
        (("docker-proxy", "-container-ip", "127.0.0.1"), {"MEDIA_ROOT": "/root/private"}),
    )):
        with world.variant("a process " + " ".join(words)) as its:
            its.text(HOME / "app/server.js", "")
            its.nginx()
            its.application(*words, MEDIA_ROOT=more.get("MEDIA_ROOT"), MEDIA_URL=None, STATIC_ROOT=str(SITE / "static"),
                            **{name: value for name, value in more.items() if name != "MEDIA_ROOT"})
            its.survey()
            if number % 3 == 0:
                its.examine("http://tenant.test/app/", format="text")
