"""Every option of every command, taken and refused: options.py BINARY

The options come from each command's own help, so that a new one without a line here fails. Ends with "N passed, N failed".
"""
import json
import os
import re
import subprocess
import sys
import tempfile

BINARY = os.path.realpath(sys.argv[1])
REPORT = {"schema_version": 1, "tool": {"name": "servedoctor", "version": "0.1.0"}, "started_at": "2026-11-20T10:00:00Z", "duration_ms": 1,
          "complete": True, "redacted": True, "host": {"hostname": "web-1", "os": None, "kernel": None, "container": "none",
          "user": {"uid": 0, "name": "root"}, "capabilities": None}, "routes": [], "causes": [], "ruled_out": [], "undetermined": [],
          "observations": [], "probes": [{"id": "path", "status": "ok", "duration_ms": 1, "reason": None}]}
DISPLAY = {"--output": (["out"], []), "--color": (["auto", "always", "never"], ["blue"]), "--quiet": ([None], []), "--verbose": ([None], [])}
FORMATS = ["text", "json", "markdown", "html", "sarif", "junit"]
LIST = {"--format": (["text", "json"], ["yaml", "html"])}
RANKED = {"--fail-on": (["confirmed", "likely", "possible", "never"], ["always", ""])}
# Command: (words that make it whole, the options with values that are taken and that are refused).
COMMANDS = {
    "examine": (["--only", "disk"], {
        **DISPLAY, **RANKED, "--format": (FORMATS, ["pdf"]), "--nginx-config": (["file"], ["/no/such"]), "--nginx-user": (["nobody"], []),
        "--app-user": (["nobody"], []), "--app-pid": (["1"], ["one"]), "--env-file": (["file"], ["/no/such"]), "--compose": (["file"], ["/no/such"]),
        "--project": (["."], ["/no/such"]), "--static-url": (["/static/"], []), "--static-root": (["/tmp"], []), "--media-url": (["/media/"], []),
        "--media-root": (["/tmp"], []), "--s3-endpoint": (["http://127.0.0.1:9/"], ["ftp://x/", "x.example"]), "--s3-region": (["eu-west-1"], []),
        "--s3-bucket": (["files"], []), "--s3-path-style": ([None], []), "--s3-public-base": (["https://files.example/"], ["gopher://x/"]),
        "--allow-metadata": ([None], []), "--write-test": ([None], []), "--connect-to": (["a:80:127.0.0.1:81"], ["a:80"]), "--insecure": ([None], []),
        "--upload-url": (["http://127.0.0.1:9/upload"], ["ftp://x/", "s3://a/b"]), "--references": (["file"], ["/no/such"]), "--checks": (["empty"], ["/no/such"]),
        "--only": (["disk", "disk,path"], ["no-such-probe", "disk,", "disk path"]), "--skip": (["path"], ["no-such-probe"]), "--timeout": (["500ms", "5s", "1m"], ["soon", "0", "-1s"]),
        "--deadline": (["20s"], ["never", "0"]), "--no-redact": ([None], []), "--baseline": (["report.json"], ["/no/such", "file"]),
        "--config": (["config.yml"], ["/no/such", "broken.yml"])}),
    "render": (["report.json"], {**DISPLAY, "--format": (FORMATS, ["pdf"]), "--redact": (["hosts", "addresses,users", "secrets", "all"], ["names"])}),
    "compare": (["report.json", "report.json"], {**DISPLAY, **LIST, **RANKED}),
    "checks list": ([], LIST), "checks show": (["disk.full"], DISPLAY), "checks lint": ([], {}), "probes": ([], {}),
}
WRONG = [["render"], ["render", "/no/such"], ["render", "file"], ["compare", "report.json"], ["compare", "report.json", "file"], ["checks", "show"],
         ["checks", "show", "no.such"], ["checks", "lint", "/no/such"], ["--no-such-option"], ["render", "report.json", "more"], ["trace"], ["resolve"],
         ["--quiet", "--verbose"], ["ftp://x/y"], ["example.com/a.css"], [""], ["probes", "more"], ["--fail-on"]]
passed = failed = 0


def run(*words):
    return subprocess.run([BINARY, *words], capture_output=True, stdin=subprocess.DEVNULL, timeout=60)


def expect(words, statuses):
    global passed, failed
    ended = run(*words)
    told = statuses != (2,) or ended.stderr.strip()
    if ended.returncode in statuses and told and (statuses == (2,) or b"rror:" not in ended.stderr):
        passed += 1
    else:
        failed += 1
        print(f"FAILED  {words}: status {ended.returncode}, {(ended.stderr or ended.stdout)[:200]!r}")


with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    os.mkdir("empty")
    for name, text in {"report.json": json.dumps(REPORT), "file": "", "config.yml": "format: json\nonly: [disk]\n", "broken.yml": "only: [\n"}.items():
        with open(name, "w") as file:
            file.write(text)
    for command, (whole, options) in COMMANDS.items():
        words = command.split()
        known = set(re.findall(r"^  (?:-\w, )?(--[a-z0-9-]+)", run(*words, "--help").stdout.decode(), re.M)) - {"--help", "--version"}
        missing = known - set(options)
        passed, failed = passed + (not missing), failed + bool(missing)
        if missing:
            print(f"FAILED  {command}: no word here about {', '.join(sorted(missing))}")
        expect([*words, *whole], (0, 1))
        expect([*words, "--help"], (0,))
        for option, (taken, refused) in options.items():
            for value in taken:
                expect([*words, *whole, option, *([] if value is None else [value])], (0, 1, 3) if option in ("--skip", "--nginx-config") else (0, 1))
            for value in refused:
                expect([*words, *whole, option, value], (2,))
    for words in WRONG:
        expect(words, (2,))
    listed = set(re.findall(r"^  ([a-z]+) ", run("--help").stdout.decode().split("SUBCOMMANDS:")[1], re.M))
    readme = open(os.path.join(os.path.dirname(os.path.realpath(__file__)), "../../README.md")).read()
    silent = {name for name in listed if f"`servedoctor {name}" not in readme and name != "examine"}
    passed, failed = passed + (not silent), failed + bool(silent)
    if silent:
        print(f"FAILED  README.md does not name the commands {', '.join(sorted(silent))}")
    os.chdir("/")
print(f"options: {passed} passed, {failed} failed")
sys.exit(1 if failed else 0)
