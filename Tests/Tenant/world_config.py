"""Kind 4: a servedoctor.yml that lies in the current directory."""
import contextlib
import json
import os
import pathlib
import shutil
import subprocess

from world_base import HOME, VICTIM, command

# What such a file may say; each comes with `format: json`, by which it is seen whether the file was obeyed at all.
LINES = {
    "an output file": "output: /etc/cron.d/x", "an output file of root's": "output: /root/.bashrc",
    "no redaction": "no-redact: true",
    "cause files": "checks: /home/mallory/checks", "a write test": "write-test: true", "no certificates": "insecure: true",
    "the metadata": "allow-metadata: true", "an env file": "env-file: /root/.env",
    "a configuration": "nginx-config: /root/secret.conf", "a project": "project: /root",
    "a compose file": "compose: /root/kept/planted/compose.yml", "keys to test": "references: /root/.env",
    "a report": "baseline: /root/package.json", "a folder of uploads": "media-root: /root/private\nmedia-url: /media/",
    "targets": "targets: [/root/.env, 'http://127.0.0.1:9101/']",
    "a store": "s3-endpoint: http://127.0.0.1:9101\ns3-bucket: files\ns3-path-style: true",
    "another address": "connect-to: 'tenant.test:80:127.0.0.1:9102'", "an upload": "upload-url: http://127.0.0.1:9102/upload",
    "silence": "quiet: true\nfail-on: never\nskip: [path, http, nginx-resolve]", "a name that is none": "no-such-option: 1",
    "another file": "config: /root/settings.py",
}


def run(world):
    the_tenants_file(world)
    owners(world)
    roots_file(world)


def site(its):
    its.text(HOME / "checks/x.yml", "id: [")
    its.nginx()
    its.application(AWS_CONTAINER_CREDENTIALS_FULL_URI="http://127.0.0.1:9103/creds", S3_BUCKET="files",
                    S3_ENDPOINT_URL="http://127.0.0.1:9101")


def is_json(text):
    with contextlib.suppress(ValueError):
        return isinstance(json.loads(text), dict)
    return False


def kinds(report):
    """What was seen and what it comes from, without times."""
    seen = {(one["kind"], one["subject"].get("url", "")) for one in report.get("observations", [])}
    return sorted(seen | {(one["id"], one["verdict"]) for one in report.get("causes", [])})


def unobeyed(world, its, name, *arguments, cwd=HOME):
    """Asks without naming a format: the answer is text, unless the file was obeyed."""
    run = its.ask("examine", "--deadline", "10s", *arguments, cwd=cwd)
    heard = its.heard()
    ignored = run.ended and not is_json(run.out) and len(run.out) > 20 and not os.path.exists("/etc/cron.d/x")
    world.check(f"{name}, it is not obeyed", ignored and b"creds" not in heard and b"/upload" not in heard,
                [run.status, run.out[:200], run.err[:200], heard[:100]])
    pathlib.Path("/etc/cron.d/x").unlink(missing_ok=True)


def the_tenants_file(world):
    for number, (name, line) in enumerate(LINES.items()):
        with world.variant(f"the tenant's file with {name}") as its:
            site(its)
            its.text(HOME / "servedoctor.yml", f"{line}\nformat: json\n")
            unobeyed(world, its, its.name, *([[], ["http://tenant.test/media/a.jpg"]][number % 2]))
    with world.variant("the tenant's file that is none") as its:
        site(its)
        for text in ("a: [b\n", "\0" * 4096, "- x\n" * 300_000, "format: json\nformat: json\n", ""):
            its.text(HOME / "servedoctor.yml", text)
            unobeyed(world, its, f"{its.name}, {text[:12]!r}")
        its.ask("http://tenant.test/media/a.jpg")
        its.ask()
        its.ask("resolve", "http://tenant.test/media/a.jpg")
    with world.variant("the tenant's link to root's file") as its:
        site(its)
        its.link(HOME / "servedoctor.yml", "/root/.env")
        unobeyed(world, its, its.name)


def owners(world):
    """Who may write the file, who may exchange it."""
    shared = pathlib.Path("/srv/other/their.yml")
    for name, prepare in {
        "root's, which everybody may write": lambda path: path.chmod(0o666),
        "root's, which the tenant's group may write": lambda path: (os.chown(path, 0, 1400), path.chmod(0o664)),
        "root's, with an access list for the tenant": lambda path: command("setfacl", "-m", "u:mallory:rw", path),
        "another user's": lambda path: os.chown(path, VICTIM, VICTIM),
    }.items():
        with world.variant(f"a file that is {name}") as its:
            site(its)
            folder = pathlib.Path("/srv/other/work")
            folder.mkdir()
            (folder / "servedoctor.yml").write_text("format: json\noutput: /etc/cron.d/x\n")
            prepare(folder / "servedoctor.yml")
            unobeyed(world, its, its.name, cwd=folder)
        shutil.rmtree("/srv/other/work", ignore_errors=True)
    with world.variant("the tenant's link to a file that root has for another folder") as its:
        site(its)
        shared.write_text("format: json\n")
        its.link(HOME / "servedoctor.yml", shared)
        unobeyed(world, its, its.name)
    shared.unlink(missing_ok=True)


def roots_file(world):
    """The operator's own file: obeyed, but never in what could do harm."""
    folder = pathlib.Path("/srv/other/work")
    folder.mkdir()
    file = folder / "servedoctor.yml"
    with world.variant("root's own file") as its:
        site(its)
        file.write_text("format: json\n")
        run = its.ask("examine", "--deadline", "10s", cwd=folder)
        world.check("root's own file is obeyed", is_json(run.out), run.out[:200])
        world.check("root's own file is named", b"servedoctor.yml" in run.out + run.err, run.err[:200])
    for name in ("an output file", "no redaction", "cause files", "a write test", "no certificates", "the metadata"):
        with world.variant(f"root's own file with {name}") as its:
            site(its)
            file.write_text(f"{LINES[name]}\nformat: json\n")
            run = its.ask("examine", "--deadline", "10s", cwd=folder)
            heard = its.heard()
            its.refusal_is_fine = True
            refused = run.status == 2 and LINES[name].split(":")[0].encode() in run.err
            redacted = is_json(run.out) and json.loads(run.out).get("redacted") is True
            world.check(f"{its.name}, that is never taken from it", (refused or redacted) and b"creds" not in heard
                        and not os.path.exists("/etc/cron.d/x"), [run.status, run.out[:100], run.err[:200], heard[:60]])
            pathlib.Path("/etc/cron.d/x").unlink(missing_ok=True)
    with world.variant("root's own file about certificates") as its:
        # The same is said of a certificate that is not to be trusted, with and without the line.
        site(its)
        key = "/run/mallory/key.pem"
        command("openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes", "-subj", "/CN=x",
                "-days", "9", "-keyout", key, "-out", "/run/mallory/certificate.pem", stderr=subprocess.DEVNULL)
        its.clear()
        its.nginx("listen 127.0.0.1:443 ssl;\n"
                  "ssl_certificate /run/mallory/certificate.pem; ssl_certificate_key /run/mallory/key.pem;\n"
                  "location /media/ { alias /srv/mallory/media/; } location /static/ { alias /srv/mallory/static/; }")
        said = []
        for text in ("format: json\n", "format: json\ninsecure: true\n"):
            file.write_text(text)
            run = its.ask("examine", "--deadline", "10s", "https://tenant.test/media/a.jpg", cwd=folder)
            its.refusal_is_fine = True
            report = json.loads(run.out) if is_json(run.out) else {}
            said.append(kinds(report))
        world.check("insecure is never taken from a file in the current directory",
                    run.status == 2 or said[0] and said[0] == said[1], said)
        certain = its.examine("https://tenant.test/media/a.jpg", "--insecure")
        world.check("the operator may say insecure", certain.report and kinds(certain.report) != said[0], said[0])
    shutil.rmtree(folder)
