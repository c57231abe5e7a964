public import Diagnostics

extension NginxLogProbe {
  public static var facts: [Fact] {
    [
      Fact(
        "log.open-failed", "nginx logged that it could not open or look at a path.",
        fields: [
          "errno": .word(["EACCES", "ENOENT", "ELOOP", "ENOTDIR", "ENAMETOOLONG", "EMFILE", "EIO", "ESTALE", "other"]),
          "line": .text, "path": .text,
        ], leak: 0.05, phenomenon: "answer"),
      Fact(
        "log.too-large", "nginx logged a body over its limit.",
        fields: ["bytes": .number, "current": .flag, "line": .text], leak: 0.03),
      Fact(
        "log.temp-failed", "nginx logged that it could not write a temporary file.",
        fields: [
          "errno": .word(["EACCES", "ENOENT", "ENOSPC", "EROFS", "EDQUOT", "other"]), "line": .text, "path": .text,
        ]),
      Fact(
        "log.upstream-failed", "nginx logged that the upstream refused, timed out or is absent.",
        fields: ["errno": .text, "line": .text, "upstream": .text], leak: 0.05),
      Fact(
        "log.cycle", "nginx logged a redirection cycle.",
        fields: ["line": .text, "uri": .text]),
      Fact(
        "log.no-index", "nginx logged that a directory has no index.",
        fields: ["line": .text, "path": .text], phenomenon: "answer"),
      Fact(
        "log.refused-by-rule", "nginx logged that a rule refused the request.",
        fields: ["line": .text], phenomenon: "answer"),
      Fact(
        "log.refused", "The access log holds requests for this URL that ended in an error.",
        fields: ["code": .number, "count": .number, "method": .text], leak: 0.2, phenomenon: "answer"),
      Fact(
        "log.worker-limit", "nginx logged that a worker ran out of connections or of open files.",
        fields: [
          "commands": .commands, "current": .flag, "directive": .text, "kind": .word(["connections", "files"]),
          "limit": .number, "line": .text, "patch": .text, "wanted": .number,
        ]),
      Fact(
        "log.elsewhere", "A log of nginx goes where it cannot be read.",
        fields: ["kind": .word(["syslog", "stderr", "variable"]), "target": .text]),
      Fact(
        "log.reload-refused",
        "nginx logged that it could not take over a configuration after the running workers had started.",
        fields: ["line": .text, "message": .text]),
    ]
  }
}
