"""What every report of the doctor must be, whatever the world: whole by the contract, and readable on one screen."""
import json
import os
import pathlib
import subprocess

import jsonschema

from world import said

SCHEMA = jsonschema.Draft202012Validator(json.loads((pathlib.Path(__file__).resolve().parent.parent / "ReportsTests/report.schema.json").read_text()))
RANKS = {"possible": 1, "likely": 2, "confirmed": 3}


def strong(report):
    return [c for c in report["causes"] if RANKS[c["verdict"]] >= RANKS["likely"]]


def report_faults(report):
    problems = sorted(SCHEMA.iter_errors(report), key=lambda p: list(map(str, p.absolute_path)))
    if problems:
        return [f"{p.json_path}: {p.message[:200]}" for p in problems]
    faults = []
    if not report["complete"]:
        faults.append("the report says it is incomplete")
    if not report["probes"]:
        faults.append("no probe is listed")
    known = {o["id"] for o in report["observations"]}
    order = []
    for position, cause in enumerate(report["causes"], 1):
        where = f"cause {cause['id']}"
        if cause["rank"] != position:
            faults.append(f"{where} has rank {cause['rank']} at position {position}")
        faults += [f"{where} cites {e['observation']}, which is no observation" for e in cause["evidence"] if e["observation"] not in known]
        order.append(RANKS[cause["verdict"]])
    if order != sorted(order, reverse=True):
        faults.append("causes are not ordered by verdict")
    return faults


def terminal_faults(raw):
    try:
        text = raw.decode()
    except UnicodeDecodeError as problem:
        return [f"the text report is no UTF-8: {problem}"]
    bad = sorted({c for c in text if (ord(c) < 32 and c != "\n") or 127 <= ord(c) < 160 or c in "\u202a\u202b\u202d\u202e\u2066\u2067\u2068"})
    return [f"the text report holds control characters: {bad!r}"] if bad else []


def screen_faults(binary, raw, report):
    """What a reader at night needs: one screen, the culprit in its first lines, and a cure that can be copied as it is printed."""
    environment = {**os.environ, "COLUMNS": "100", "NO_COLOR": "1"}
    page = subprocess.run([binary, "render", "-"], input=raw, capture_output=True, env=environment, timeout=30)
    if page.returncode:
        return [f"the stored report cannot be rendered: {said(b'', page.stderr)}"]
    lines = page.stdout.decode().splitlines()
    faults = [f"the text report has {len(lines)} lines"] if len(lines) > 40 else []
    top = next((c for c in report["causes"] if c["symptoms"] != ["none"]), None)
    if top and top["verdict"] == "confirmed":
        head = " ".join(" ".join(lines[:5]).split())
        faults += [f"the first lines do not name {name}" for name in (top["id"], top.get("culprit")) if name and name.isprintable() and name not in head]
    whole = {line.strip() for line in lines}
    # Beside a healthy verdict what is merely possible is counted, not told.
    commands = top["fixes"][0]["commands"] if top and top["fixes"] and top["verdict"] != "possible" else []
    lost = [line for command in commands for line in command.splitlines() if line.strip() and line.isprintable() and line.strip() not in whole]
    return faults + [f"the first cure is not printed whole: {line[:120]}" for line in lost[:1]]
