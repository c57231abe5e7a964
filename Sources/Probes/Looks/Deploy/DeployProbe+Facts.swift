public import Diagnostics

extension DeployProbe {
  public static var facts: [Fact] {
    [
      Fact(
        "deploy.deletes", "A deploy script empties or replaces the directory that holds uploads.",
        fields: [
          "commands": .commands, "kind": .word(["rsync", "rm", "find", "git", "volume"]), "line": .number,
          "media": .text,
          "script": .text, "text": .text,
        ]),
      Fact(
        "build.at-start", "The application's start builds its assets.",
        fields: ["pid": .number, "root": .text, "running": .flag, "source": .text, "text": .text], leak: 0.1),
      Fact(
        "build.missed", "Files were asked for and answered with an error before the start had built them.",
        fields: ["count": .number, "example": .text, "seconds": .number]),
      Fact(
        "assets.old-asked", "Files of an earlier build are still asked for, and are gone.",
        fields: [
          "commands": .commands, "count": .number, "current": .text, "files": .number, "root": .text, "url": .text,
        ]),
    ]
  }
}
