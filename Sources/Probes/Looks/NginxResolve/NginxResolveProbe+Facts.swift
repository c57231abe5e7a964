public import Diagnostics

extension NginxResolveProbe {
  public static var facts: [Fact] {
    [
      Fact(
        "resolve.answer", "The configuration on the disk leads to this answer.",
        fields: [
          "certain": .flag, "file": .text,
          "handler": .word([
            "file", "directory-index", "autoindex", "proxy", "fastcgi", "uwsgi", "scgi", "grpc", "return", "redirect",
            "deny", "auth", "internal", "none",
          ]), "line": .number, "location": .text, "path": .text, "server": .text, "status": .number,
        ], leak: 0.3),
      Fact(
        "resolve.file-missing", "nginx looks for a file that is not there.",
        fields: ["directive": .text, "file": .text, "line": .number, "path": .text], leak: 0.05),
      Fact(
        "resolve.file-present", "The file that nginx looks for is there.",
        fields: ["path": .text], contraries: ["resolve.file-missing"]),
      Fact(
        "resolve.repair", "With this one change of the configuration the URL would be answered rightly.",
        fields: [
          "after": .text, "before": .text, "change": .text, "commands": .commands, "file": .text,
          "kind": .word([
            "alias-slash", "root-to-alias", "alias-to-root", "prefix-modifier", "regex-alias", "try-files", "directory",
            "internal", "rewrite", "access-rule", "symlinks", "server-name", "add-location", "types", "method",
            "body-size", "proxy-path", "accel", "other",
          ]), "line": .number, "outcome": .text, "patch": .text, "path": .text,
        ], leak: 0.01),
      Fact(
        "resolve.denied", "A rule of the configuration refuses the request.",
        fields: [
          "directive": .text, "file": .text,
          "kind": .word([
            "deny", "auth_basic", "auth_request", "return", "valid_referers", "limit_except", "internal",
            "disable_symlinks", "secure_link",
          ]), "line": .number,
        ]),
      Fact(
        "resolve.regex-won", "A regex location won over a prefix location that would serve the file.",
        fields: ["file": .text, "line": .number, "pattern": .text, "prefix": .text], leak: 0.05),
      Fact(
        "resolve.fallback", "A fallback answers in place of what was asked for.",
        fields: [
          "asset": .flag, "commands": .commands, "file": .text, "kind": .word(["try_files", "error_page"]),
          "line": .number, "location": .text, "original_status": .number, "patch": .text, "successor": .text,
          "target": .text,
        ], leak: 0.05),
      Fact(
        "resolve.proxied", "The request is handed to an application server.",
        fields: [
          "asset": .flag, "file": .text, "line": .number, "location": .text, "sent": .text, "upstream": .text,
        ], leak: 0.5),
      Fact(
        "resolve.no-index", "A directory is asked for that has no index file and no listing.",
        fields: [
          "commands": .commands, "file": .text, "index": .text, "line": .number, "patch": .text, "path": .text,
          "present": .text,
        ]),
      Fact(
        "resolve.types-missing", "The MIME table in force lacks the file's extension.",
        fields: [
          "commands": .commands, "expected": .text, "extension": .text, "file": .text, "got": .text, "line": .number,
          "patch": .text, "reason": .word(["not-included", "replaced", "lacks"]),
        ]),
      Fact(
        "resolve.cache-contradiction", "expires and add_header Cache-Control both apply.",
        fields: ["cache_control": .text, "expires": .text, "file": .text, "line": .number]),
      Fact(
        "resolve.headers-dropped", "An inner add_header cancels the outer ones.",
        fields: [
          "commands": .commands, "file": .text, "line": .number, "names": .texts, "outer_file": .text,
          "outer_line": .number,
        ]),
      Fact(
        "resolve.header-without-always", "A header is left off error answers for want of `always`.",
        fields: ["commands": .commands, "file": .text, "line": .number, "name": .text], leak: 0.2),
      Fact(
        "resolve.rewritten", "A rewrite changes the URL before its location is chosen.",
        fields: ["directive": .text, "file": .text, "line": .number, "to": .text], leak: 0.05),
      Fact(
        "resolve.cycle", "Internal redirects never end.",
        fields: ["file": .text, "line": .number, "path": .text, "uri": .text]),
      Fact(
        "resolve.default-server", "No server names this host: the default of the address answers.",
        fields: ["file": .text, "host": .text, "line": .number, "server": .text], leak: 0.05),
      Fact(
        "resolve.masked", "A block that would serve the file can never be used, because another one stands before it.",
        fields: [
          "commands": .commands, "file": .text,
          "kind": .word(["server-name", "repeated-regex", "shadowed-regex", "empty-include"]), "line": .number,
          "message": .text, "other": .text, "outcome": .text, "patch": .text, "taken": .text,
        ], leak: 0.01),
      Fact(
        "resolve.no-server", "No server of this configuration listens where the URL points.",
        fields: ["host": .text, "port": .number]),
      Fact(
        "resolve.uncovered", "No location but the catch-all covers a URL whose files are known.",
        fields: ["file": .text, "line": .number, "prefix": .text, "root": .text, "server": .text]),
      Fact(
        "resolve.differs-from-live", "The running server answers otherwise than the configuration on the disk would.",
        fields: ["live": .number, "live_type": .text, "resolved": .number], leak: 0.03),
      Fact(
        "resolve.agrees-with-live", "The running server answers as the configuration on the disk says.",
        fields: ["status": .number], contraries: ["resolve.differs-from-live"]),
      Fact(
        "resolve.precompressed-stale", "The precompressed copy is older than the file and is served instead of it.",
        fields: [
          "compressed": .text, "is_other_content": .flag, "path": .text, "refresh": .commands, "seconds": .number,
        ]),
      Fact(
        "resolve.open-file-cache", "open_file_cache keeps what the worker once saw.",
        fields: ["commands": .commands, "errors": .flag, "file": .text, "line": .number, "valid": .text], leak: 0.1),
      Fact(
        "resolve.proxy-cache", "A proxy_cache answers in place of the upstream.",
        fields: ["commands": .commands, "file": .text, "line": .number, "path": .text, "valid": .text, "zone": .text],
        leak: 0.1),
      Fact(
        "resolve.upstream-path", "proxy_pass sends another path than the application knows.",
        fields: [
          "better": .text, "better_status": .number, "commands": .commands, "directive": .text, "file": .text,
          "line": .number, "patch": .text, "refused": .number, "sent": .text, "sent_status": .number,
        ], leak: 0.005),
      Fact(
        "resolve.accel", "X-Accel-Redirect of the application leads to this answer.",
        fields: ["file": .text, "line": .number, "location": .text, "path": .text, "status": .number, "value": .text]),
      Fact(
        "resolve.accel-ignored", "proxy_ignore_headers keeps nginx from following X-Accel-Redirect.",
        fields: ["commands": .commands, "directive": .text, "file": .text, "line": .number, "value": .text]),
      Fact(
        "resolve.error-page-masks", "error_page replaces the real status by another one.",
        fields: [
          "commands": .commands, "directive": .text, "file": .text, "line": .number, "original": .number,
          "patch": .text, "seen": .flag, "shown": .number,
        ]),
      Fact(
        "resolve.redirect-leak", "Redirects carry the inner port or scheme.",
        fields: ["commands": .commands, "file": .text, "line": .number, "location": .text, "port": .number]),
      Fact(
        "upload.limit",
        "The largest body that nginx lets through on the way of an upload, against what the application accepts.",
        fields: [
          "app_limit": .number, "commands": .commands, "directive": .text, "file": .text, "limit": .number,
          "line": .number, "patch": .text, "setting": .text, "shown": .text,
          "state": .word(["below-app", "below-sent", "enough", "default"]),
        ], leak: 0.05),
      Fact(
        "upload.method-refused", "POST reaches a handler that serves files only.",
        fields: [
          "code": .number, "commands": .commands, "file": .text, "handler": .text, "line": .number, "patch": .text,
        ]),
      Fact(
        "upload.timeout", "A time limit on the way of an upload is very short.",
        fields: ["commands": .commands, "directive": .text, "file": .text, "line": .number, "seconds": .number]),
    ]
  }
}
