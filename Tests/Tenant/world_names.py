"""Kind 5: names that would do something where they are not quoted, in a site of the machine's own web server."""
import os
import re
import socket
import stat

from world_base import HOME, SITE

NAMES = {
    "a quote": b"a'$(touch ROOTPWNED)'b", "a substitution": b"$(touch ROOTPWNED)", "a backquote": b"`touch ROOTPWNED`",
    "a semicolon": b"a;touch ROOTPWNED;b", "a new line": b"a\ntouch ROOTPWNED\nb", "a double quote": b'a";touch ROOTPWNED;"b',
    "a backslash": b"a\\';touch ROOTPWNED;\\'b",
    "an ampersand, a pipe, a redirection": b"a & touch ROOTPWNED | touch ROOTPWNED > ROOTPWNED",
    "an option": b"-R", "an option of find": b"-exec touch ROOTPWNED ;",
    "the end of a sed command": b"x|;e touch ROOTPWNED\n#",
    "another end of a sed command": b"x#;e touch ROOTPWNED\ns#", "a line for sed": b"x\ne touch ROOTPWNED\n",
    "a pattern of sed": b".*&\\1\\n", "a pattern": b"*", "a home": b"~root",
    "an escape": b"a\x1b]0;touch ROOTPWNED\x07\x1b[2J\x1b[8mb",
    "a bell and a carriage return": b"a\rtouch ROOTPWNED\r\x07\x9b31mb",
    "no UTF-8": b"a\xff\xfe`touch ROOTPWNED`\xc3", "letters that turn round": "a\u202e;touch ROOTPWNED\u2066b".encode(),
    "the end of a directive": b"a;} location /x { alias /root/; } #", "a variable of nginx": b"a$arg_x",
    "a comment": b"#;touch ROOTPWNED", "a here document": b"EOF\ntouch ROOTPWNED\nEOF", "markup": b"<script>x</script>|`*_[a](b)",
    "formats": b"%s%n%(x)s{{7*7}}${x}",
}


def run(world):
    for number, (kind, name) in enumerate(NAMES.items()):
        with world.variant(kind, may_edit_nginx=True) as its:
            prepare(its, name)
            its.nginx(site(closed_socket(name)))
            chosen = number % 3
            uploads = os.fsencode(SITE / "other") + b"/" + name if chosen == 0 else os.fsencode(SITE / "media") + b"/" + name
            its.application(**{"MEDIA_ROOT": uploads, "STATIC_ROOT": os.fsencode(SITE / "static") + b"/" + name})
            its.examine()
            its.examine(format="text")
            closed = os.fsencode(SITE / "static") + b"/" + name + b"/app.css"
            if chosen == 1:
                its.examine(os.fsencode(SITE / "media") + b"/" + name, closed, format="markdown")
            elif chosen == 2:
                its.ask("trace", closed, "--as", "www-data")
                its.ask("scan", SITE / "media", "--as", "www-data")
            shown = {run.call: found for run in its.runs if (found := controls(run))}
            world.check(f"{kind}, no control characters are shown", not shown, shown)
            told = [text for run in its.runs for text in run.commands()]
            world.check(f"{kind}, commands are printed at all", told)


def prepare(its, name):
    """Folders of that name which nobody else may enter, a file, and a link that leads nowhere."""
    for top in ("media", "static", "other"):
        folder = os.fsencode(SITE / top) + b"/" + name
        its.folder(os.fsdecode(folder))
        os.chmod(folder, 0o700)
        for inside in (b"app.css", b"b.jpg"):
            with open(folder + b"/" + inside, "wb") as file:
                file.write(b"\xff\xd8\xff" + b"x" * 300)
            os.chown(folder + b"/" + inside, 1400, 1400)
    closed, shut = (os.fsencode(SITE / top) + b"/" + name + ending for top, ending in (("media", b".jpg"), ("www", b".html")))
    for path, mode in ((closed, 0o600), (shut, 0)):
        its.folder(os.path.dirname(os.fsdecode(path)))
        with open(path, "wb") as file:
            file.write(b"<p>x</p>" * 40)
        os.chmod(path, mode)
        os.chown(path, 1400, 1400)
    its.link(os.fsdecode(os.fsencode(SITE / "media") + b"/" + name + b".gif"), os.fsdecode(os.fsencode(SITE) + b"/none/" + name))
    its.text(HOME / "app/.env", "MEDIA_URL=/media/\nSTATIC_URL=/static/\n")


def closed_socket(name):
    """A socket of that name, where nginx's configuration can say it; only its owner may connect."""
    if not re.fullmatch(rb"[^\x00-\x20$:\"\\\x7f-\xff{}/]+", name):
        return None
    path = f"/run/mallory/{name.decode()}.sock"
    with socket.socket(socket.AF_UNIX) as listener:
        if not (os.path.lexists(path) and stat.S_ISSOCK(os.lstat(path).st_mode)):
            listener.bind(path)
    os.chmod(path, 0o700)
    os.chown(path, 1400, 1400)
    return path


def site(address):
    """The site; its application behind a socket of that name, where the web server's language can say it."""
    usual = "location /media/ { alias /srv/mallory/media/; } location /static/ { alias /srv/mallory/static/; }"
    return usual + (f"\nlocation /api/ {{ proxy_pass \"http://unix:{address}:/\"; }}" if address else "")


def controls(run):
    """Bytes by which a terminal is commanded."""
    if run.report is not None:
        return None
    text = (run.out + run.err).decode(errors="surrogateescape")
    found = re.search(r"[\x00-\x08\x0b-\x1f\x7f\x80-\x9f\u202a-\u202e\u2066-\u2069\udc80-\udc9f]", text)
    return ascii(text[max(0, found.start() - 40):found.end() + 20]) if found else None

