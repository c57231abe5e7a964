public import Diagnostics

extension WriteReadProbe {
  public static var facts: [Fact] {
    [
      Fact(
        "roots.same", "The application's root and nginx's root are one directory.",
        fields: ["reader": .text, "writer": .text]),
      Fact(
        "roots.differ", "The application stores files in one directory and nginx serves another.",
        fields: [
          "commands": .commands, "example": .text, "file": .text, "line": .number, "missing": .number, "reader": .text,
          "setting": .text, "source": .text, "writer": .text,
        ], contraries: ["roots.same"]),
      Fact(
        "root.relative", "The application's root is a relative path.",
        fields: [
          "becomes": .text, "commands": .commands, "directory": .text, "edit": .commands, "file": .text,
          "reader": .text,
          "setting": .text, "source": .text, "value": .text,
        ]),
      Fact(
        "root.in-release", "Uploads are stored inside a release directory.",
        fields: [
          "commands": .commands, "current": .text, "path": .text, "release": .text, "setting": .text, "shared": .text,
        ]),
      Fact(
        "root.temporary", "Uploads are stored below a directory that is cleaned.",
        fields: [
          "cleaner": .text, "commands": .commands, "path": .text, "setting": .text, "source": .text, "to": .text,
        ]),
      Fact(
        "root.on-container-layer", "Uploads are stored on the container's own layer.",
        fields: [
          "commands": .commands, "compose": .text, "container": .text, "manifest": .text, "path": .text,
          "setting": .text,
        ]),
      Fact(
        "root.in-memory", "Uploads are stored in memory.",
        fields: [
          "commands": .commands, "compose": .text, "manifest": .text, "mount": .text, "path": .text, "type": .text,
        ]),
      Fact(
        "root.read-only", "The file system or mount that uploads go to is read-only.",
        fields: [
          "commands": .commands, "compose": .text, "expected": .word(["rw", "ro", "unknown"]),
          "level": .word(["mount", "filesystem"]), "manifest": .text, "mount": .text, "path": .text, "source": .text,
        ]),
      Fact(
        "root.writable", "The mount that uploads go to can be written.",
        fields: ["path": .text], contraries: ["root.read-only"]),
      Fact(
        "root.sandboxed", "A service's own mount namespace hides or locks the path.",
        fields: [
          "commands": .commands, "directive": .text, "effect": .word(["read-only", "hidden", "other-directory"]),
          "path": .text, "process": .text, "unit": .text,
        ]),
      Fact(
        "root.sandbox-declared", "A service's unit declares a restriction of the path, which cannot be seen from here.",
        fields: [
          "directive": .text, "effect": .word(["read-only", "hidden", "other-directory"]), "path": .text,
          "process": .text, "unit": .text,
        ], leak: 0.02),
      Fact(
        "url.unserved", "The URL prefix that the application emits has no location in nginx.",
        fields: [
          "commands": .commands, "file": .text, "line": .number, "root": .text, "served": .text, "setting": .text,
          "source": .text, "value": .text,
        ]),
    ]
  }
}
