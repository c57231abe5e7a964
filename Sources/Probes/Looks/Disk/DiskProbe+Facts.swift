public import Diagnostics

extension DiskProbe {
  public static var facts: [Fact] {
    [
      Fact(
        "disk.space", "Space where something is written.",
        fields: [
          "available": .number, "cure": .commands, "cure_note": .text,
          "for": .word(["media", "static", "nginx-temp", "app-temp", "log", "target"]), "largest": .text,
          "mount": .text, "path": .text, "percent": .number, "rate": .text, "reserved": .flag,
          "state": .word(["ok", "nearly-full", "full"]), "total": .number,
        ], leak: 0.5),
      Fact(
        "disk.inodes", "Inodes where something is written.",
        fields: [
          "crowded": .text, "cure": .commands,
          "for": .word(["media", "static", "nginx-temp", "app-temp", "log", "target"]), "free": .number, "mount": .text,
          "path": .text, "state": .word(["ok", "exhausted"]), "total": .number,
        ], leak: 0.5),
      Fact(
        "disk.deleted-open", "A process holds a deleted file open that takes much of a full disk.",
        fields: [
          "bytes": .number, "cure": .commands, "mount": .text, "path": .text, "pid": .number, "program": .text,
          "shown": .text,
        ]),
      Fact(
        "disk.quota", "The writer's quota on the disk.",
        fields: [
          "cure": .commands, "kind": .word(["user", "group", "subvolume", "project"]), "limit": .number,
          "path": .text, "resource": .word(["space", "files"]), "shown": .text,
          "state": .word(["ok", "exceeded"]), "used": .number,
        ]),
    ]
  }
}
