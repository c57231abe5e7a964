public import Diagnostics

extension EnvironmentProbe {
  public static var facts: [Fact] {
    [
      Fact(
        "app.running", "An application server runs.",
        fields: [
          "directory": .text, "identity": .text, "listens": .texts, "pid": .number, "program": .text, "umask": .text,
        ]),
      Fact(
        "app.setting", "A setting that bears on files.",
        fields: ["name": .text, "over": .texts, "source": .text, "value": .text], leak: 0.9),
      Fact(
        "app.environment-unreadable", "A process's environment is not ours to read.",
        fields: ["pid": .number, "program": .text]),
      Fact(
        "app.setting-missing", "The process lacks a setting that its env file has.",
        fields: [
          "commands": .commands, "file": .text, "name": .text, "names": .texts, "pid": .number, "program": .text,
        ]),
      Fact(
        "app.setting-stale", "The process has another value than its env file.",
        fields: [
          "commands": .commands, "file": .text, "name": .text, "pid": .number, "program": .text, "running": .text,
          "written": .text,
        ]),
      Fact(
        "app.write-failed", "The application logged that it could not write a file.",
        fields: [
          "errno": .word(["EACCES", "ENOSPC", "EROFS", "EDQUOT", "EPERM", "ENOENT", "other"]), "line": .text,
          "log": .text, "path": .text,
        ]),
    ]
  }
}
