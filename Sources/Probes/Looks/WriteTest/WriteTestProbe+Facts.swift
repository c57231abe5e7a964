public import Diagnostics

extension WriteTestProbe {
  public static var facts: [Fact] {
    [
      Fact(
        "write-test.written", "The write test put a marked file where the application stores its own.",
        fields: [
          "directory": .text, "gid": .number, "identity": .text, "mode": .text, "path": .text, "uid": .number,
          "url": .text,
        ], leak: 0.5, contraries: ["write-test.failed"]),
      Fact(
        "write-test.uploaded", "What the upload URL answered to one tiny marked file.",
        fields: ["code": .number, "name": .text, "stored": .flag, "url": .text], leak: 0.3),
      Fact(
        "write-test.failed", "The kernel refused the write test, as it would refuse the application.",
        fields: [
          "directory": .text, "errno": .text, "identity": .text,
          "step": .word(["identity", "enter", "create", "write"]),
        ], contraries: ["write-test.written"]),
      Fact(
        "write-test.fetched", "What the site answered for the file that the write test had put.",
        fields: ["code": .number, "matches": .flag, "problem": .text, "url": .text], leak: 0.3),
      Fact(
        "write-test.closed", "The web server may not read the file that was written as the application writes.",
        fields: [
          "at": .word(["target", "ancestor"]), "component": .text, "identity": .text, "mode": .text, "path": .text,
          "umask": .text,
        ]),
      Fact(
        "write-test.unseen", "The file that the write test had put is not where nginx reads.",
        fields: ["path": .text, "reader": .text]),
      Fact(
        "write-test.removed", "The file of the write test was removed again.", fields: ["path": .text], leak: 0.5),
      Fact(
        "write-test.left", "The file of the write test could not be removed.",
        fields: ["commands": .commands, "errno": .text, "path": .text]),
    ]
  }
}
