public import Diagnostics

extension TreeProbe {
  public static var facts: [Fact] {
    [
      Fact(
        "tree.state", "Whether a route's directory is there and holds files.",
        fields: ["files": .number, "root": .text, "state": .word(["absent", "empty", "filled", "not-a-directory"])],
        leak: 0.5),
      Fact(
        "tree.private-uploads", "Files that the application wrote last are private, while others are readable.",
        fields: [
          "count": .number, "cure": .commands, "cure_suffices": .flag, "elsewhere": .text,
          "example": .text, "folder": .text, "group": .number, "join": .commands,
          "kind": .word([
            "closed-directory", "temporary-file", "umask", "lost-group", "access-list", "read-only", "modes",
          ]),
          "largest_readable": .number, "mode": .text, "next": .text, "owner": .text, "readable": .number,
          "setting": .text, "since": .number, "smallest": .number, "source": .text, "umask": .text,
        ]),
      Fact(
        "tree.next-upload", "The access that the application's next file will have, predicted.",
        fields: [
          "because": .text, "folder": .text, "mode": .text, "process": .text, "readable": .flag,
          "way": .word(["created", "moved"]),
        ], leak: 0.5),
      Fact(
        "tree.empty-files", "Several files have no content.",
        fields: ["count": .number, "example": .text, "folder": .text]),
      Fact(
        "tree.dangling-links", "A link in the tree leads nowhere.",
        fields: ["link": .text, "target": .text]),
      Fact(
        "tree.sources-present", "There are sources that a build would put into the directory.",
        fields: ["command": .text, "commands": .commands, "root": .text, "sources": .text], leak: 0.1),
      Fact(
        "tree.built-older", "The built files are older than their sources and differ from them.",
        fields: [
          "built": .text, "command": .text, "commands": .commands, "file": .text, "root": .text, "seconds": .number,
          "source": .text, "sources": .text,
        ]),
      Fact(
        "tree.roots-overlap", "Static and media files share a directory, or one contains the other.",
        fields: [
          "cleaner": .text, "commands": .commands, "kind": .word(["same", "media-inside", "static-inside"]),
          "media": .text, "static": .text, "to": .text,
        ]),
    ]
  }
}
