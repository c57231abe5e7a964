"""Kind 3: processes of the tenant's that call themselves nginx, with configurations that lead to what only root may read."""
import shutil
import time

from world_base import HOME

CONFIGURATION = HOME / "evil.conf"


def run(world):
    configurations(world)
    calls(world)
    programs(world)


def written(its, before="", inside=""):
    its.text(HOME / "www/index.html", "hello\n")
    its.text(CONFIGURATION, f"""events {{ }}
http {{
    {before}
    server {{
        listen 127.0.0.1:8081;
        server_name evil.test;
        root {HOME}/www;
        {inside}
    }}
}}
""")


def title(its, text, **more):
    """A process of that one argument, as nginx's master has it; it listens where its configuration says."""
    return its.process(text, port=8081, cwd=HOME, **more)


def asked(its):
    its.survey()
    if its.turn % 2:
        its.examine("http://evil.test:8081/media/a.jpg")


def configurations(world):
    for name, before, inside in (
        ("includes root's files", "include /root/*.conf;", ""), ("includes a file of root's", "include /root/part.conf;", ""),
        ("includes a file of root's in a server", "", "include /root/.env; include /root/secret.conf;"),
        ("includes /etc/shadow", "include /etc/shadow;", ""),
        ("includes through /proc", "include /proc/self/root/root/*.conf;", ""),
        ("includes another's log", "", "include /srv/other/*;"),
        ("has /", "", "root /; location /media/ { root /; } location /etc/ { alias /etc/; }"),
        ("has /root", "", "root /root; autoindex on;"),
        ("has a folder of root's", "", "location /media/ { alias /root/private/; }"),
        ("has a password file of root's", "", "auth_basic x; auth_basic_user_file /root/secret;"),
        ("has logs of root's", "error_log /root/secret.log;", "access_log /srv/other/vault.log;"),
        ("has keys of root's", "",
         "ssl_certificate /etc/ssl/private/planted.key; ssl_certificate_key /etc/ssl/private/planted.key; "
         "ssl_password_file /root/secret; proxy_ssl_certificate_key /root/token;"),
        ("tries root's files", "", "location / { root /root; try_files $uri /index.html /.env =404; }"),
        ("serves root's compressed files", "", "location /media/ { alias /root/private/; gzip_static always; }"),
        ("has types of root's", "types { include /root/token; }", ""),
        ("hands requests on", "upstream a { server 127.0.0.1:9101; server unix:/run/mallory/app.sock; }",
         "location / { proxy_pass http://a; proxy_set_header X-Home /root; }"),
    ):
        with world.variant(f"a configuration {name}") as its:
            written(its, before, inside)
            title(its, f"nginx: master process {HOME}/x -c {CONFIGURATION}")
            asked(its)
            its.refusal_is_fine = True
            its.ask("resolve", "http://evil.test:8081/.env", "--nginx-config", CONFIGURATION, "--format", "json")
    with world.variant("a configuration that includes a link") as its:
        its.link(HOME / "parts/a.conf", "/root/part.conf")
        its.link(HOME / "parts/b.conf", "/root/secret.conf")
        written(its, f"include {HOME}/parts/*.conf;")
        title(its, f"nginx: master process {HOME}/x -c {CONFIGURATION}")
        asked(its)
    with world.variant("a folder of root's beside the real web server") as its:
        written(its, "", "location /media/ { alias /root/private/; }")
        its.nginx()
        its.application(MEDIA_ROOT="/root/private")
        title(its, f"nginx: master process {HOME}/x -c {CONFIGURATION}")
        asked(its)


def calls(world):
    for text in (
        f"nginx: master process {HOME}/x -c /root/secret.conf", f"nginx: master process {HOME}/x -p /root/ -c secret.conf",
        f"nginx: master process {HOME}/x -p {HOME} -c ../../root/secret.conf",
        f"nginx: master process {HOME}/x -c /proc/self/root/root/secret.conf", f"nginx: master process {HOME}/x -c /etc/shadow",
        f"nginx: master process {HOME}/x -c /root/part.conf -g 'user root;'",
        f"nginx: master process {HOME}/x -e /root/secret.log",
    ):
        with world.variant(text.replace("nginx: master process ", "")) as its:
            title(its, text)
            its.examine("http://evil.test:8081/", format="text")
            its.survey()
    with world.variant("a python that calls itself a master") as its:
        written(its, "include /root/*.conf;", "location /media/ { alias /root/private/; }")
        call = f'exec -a "nginx: master process {HOME}/x -c {CONFIGURATION}" /usr/bin/python3 -c "import time; time.sleep(99)"'
        its.process("bash", "-c", call, program="/bin/bash", cwd=HOME)
        time.sleep(0.1)
        asked(its)
    with world.variant("a process named nginx") as its:
        written(its, "include /root/*.conf;", "location /media/ { alias /root/private/; }")
        title(its, "nginx", ACTOR_NAME="nginx")
        its.process("nginx", "-c", "/root/secret.conf", ACTOR_NAME="nginx")
        its.process("nginx", "-p", "/root", "-c", "part.conf", ACTOR_NAME="openresty")
        asked(its)


def programs(world):
    with world.variant("a program of the tenant's that commands would call") as its:
        # Its configuration is newer than the process, so that reloading it is advised.
        program = HOME / "sbin/nginx"
        its.folder(program.parent)
        shutil.copy("/opt/servedoctor/actor", program)
        written(its, "", "location /media/ { alias /home/mallory/none/; }")
        title(its, f"nginx: master process {program} -c {CONFIGURATION}", program=str(program))
        time.sleep(1.1)
        written(its, "", "location /media/ { alias /home/mallory/nowhere/; } location /media { return 404; }")
        asked(its)
    with world.variant("a program with paths of root's in it") as its:
        program = HOME / "sbin/nginx"
        its.folder(program.parent)
        built = (b"\0nginx/1.22.1\0configure arguments: --prefix=/root --conf-path=/root/secret.conf "
                 b"--error-log-path=/root/secret.log\0")
        program.write_bytes(open("/opt/servedoctor/actor", "rb").read() + built)
        program.chmod(0o755)
        title(its, "nginx: master process nginx", program=str(program))
        asked(its)
    with world.variant("a copy of nginx that the tenant runs") as its:
        program = HOME / "sbin/nginx"
        its.folder(program.parent)
        shutil.copy("/usr/sbin/nginx", program)
        paths = "".join(f"{kind}_temp_path {HOME}/tmp/{kind}; " for kind in ("client_body", "proxy", "fastcgi", "uwsgi", "scgi"))
        its.folder(HOME / "tmp")
        own = f"pid {HOME}/pid; error_log {HOME}/error.log; daemon off;"
        written(its, f"access_log {HOME}/access.log; {paths}")
        CONFIGURATION.write_text(own + CONFIGURATION.read_text())
        master = its.process("nginx", "-p", str(HOME), "-c", str(CONFIGURATION), program=str(program), cwd=HOME)
        its.listening(8081, master)
        for log in ("access.log", "error.log"):
            its.link(HOME / log, "/root/secret.log")
        its.link(HOME / "pid", "/root/token")
        written(its, f"access_log {HOME}/access.log; {paths} include /root/*.conf;",
                "location /media/ { alias /root/private/; } auth_basic a; auth_basic_user_file /root/secret;")
        CONFIGURATION.write_text(own + CONFIGURATION.read_text())
        asked(its)
        its.ask("resolve", "http://evil.test:8081/media/a.jpg")
    with world.variant("a php-fpm of the tenant's that answers for a site of root's") as its:
        its.text(HOME / "fpm.conf", "include=/root/*.conf\n[www]\nlisten = 127.0.0.1:9001\nuser = root\nphp_admin_value[x] = y\n"
                                    "slowlog = /root/secret.log\nchroot = /root\nenv[MEDIA_ROOT] = /root/private\n")
        its.nginx("location /media/ { alias /srv/mallory/media/; } location /static/ { alias /srv/mallory/static/; }\n"
                  "location ~ [.]php$ { fastcgi_pass 127.0.0.1:9001; include fastcgi_params; }")
        its.process(f"php-fpm: master process ({HOME}/fpm.conf)", port=9001, ACTOR_NAME="php-fpm8.2", cwd=HOME)
        its.survey()
        its.examine("http://tenant.test/index.php")
