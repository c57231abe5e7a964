public import Diagnostics

extension PathProbe {
  public static var facts: [Fact] {
    [
      Fact(
        "path.component", "One component of the walk to a file, for the table in reports.",
        fields: [
          "acl": .text, "group": .text, "link_target": .text, "mode": .text, "mount": .text, "needed": .text,
          "owner": .text, "path": .text, "type": .text, "verdict": .word(["allowed", "denied", "unknown"]),
        ], leak: 0.9),
      Fact(
        "path.denied", "The kernel's rules deny an identity something it needs on the way to a file.",
        fields: [
          "at": .word(["ancestor", "target", "link-target"]),
          "by": .word(["owner", "group", "other", "acl-entry", "acl-mask", "capability", "read-only", "immutable"]),
          "component": .text, "cure": .commands, "cure_suffices": .flag, "elsewhere": .text,
          "for": .word(["reader", "writer", "temp"]), "group": .number, "identity": .text, "join": .commands,
          "in_container": .flag, "is_root": .flag, "mode": .text, "need": .word(["r", "w", "x", "rx", "wx"]),
          "opens": .text, "other_owner": .flag, "owner": .text, "path": .text, "uid": .number,
        ], leak: 0.01, contraries: ["path.allowed"]),
      Fact(
        "path.allowed", "An identity gets to a file and may use it.",
        fields: ["for": .word(["reader", "writer", "temp"]), "identity": .text, "path": .text]),
      Fact(
        "path.unknown", "Whether an identity gets to a file cannot be known from here.",
        fields: ["component": .text, "for": .word(["reader", "writer", "temp"]), "needs": .text]),
      Fact(
        "path.private",
        "The web server cannot read a file that it is not meant to: a password, a key, the system's own.",
        fields: ["path": .text]),
      Fact(
        "path.missing", "A path does not exist.",
        fields: [
          "component": .text, "is_parent_present": .flag, "path": .text,
          "root_state": .word(["absent", "empty", "filled", "unknown", "named"]), "siblings": .number,
        ], leak: 0.05),
      Fact(
        "path.covered", "The file that is missing lies below a mount, in the directory that the mount covers.",
        fields: [
          "commands": .commands, "covered": .number, "has_copies": .flag, "path": .text, "point": .text,
          "source": .text, "under": .text,
        ]),
      Fact(
        "path.dangling-link", "A symbolic link on the way leads nowhere.",
        fields: ["is_last": .flag, "is_release": .flag, "link": .text, "other": .text, "target": .text]),
      Fact(
        "path.near-match", "A file of almost this name is there.",
        fields: [
          "cure": .commands, "found": .text, "kind": .word(["case", "unicode", "encoding", "plus-space", "backslash"]),
          "path": .text,
        ]),
      Fact(
        "path.found-elsewhere", "The file is not where nginx looks but in another known directory.",
        fields: [
          "found": .text, "known_as": .word(["setting", "nginx-root", "build", "release", "writer"]), "path": .text,
          "root": .text, "source": .text,
        ]),
      Fact(
        "path.empty-file", "The file has no content.",
        fields: ["count": .number, "path": .text]),
      Fact(
        "path.kernel-disagrees",
        "The kernel refuses what mode, owner and lists allow: a label, a profile or the server of a network mount decides.",
        fields: ["component": .text, "label": .text, "mount_type": .text]),
      Fact(
        "path.label", "A file's label and how its reader is confined, by SELinux or AppArmor.",
        fields: [
          "commands": .commands, "context": .text, "enforcing": .flag, "fits": .word(["yes", "no", "unknown"]),
          "label": .text, "module": .word(["selinux", "apparmor"]), "path": .text,
        ], leak: 0.5),
      Fact(
        "log.mac-denied", "The kernel's audit record of a refusal by SELinux or AppArmor.",
        fields: [
          "context": .text, "file": .text, "label": .text, "module": .word(["selinux", "apparmor"]), "name": .text,
          "operation": .text, "path": .text, "program": .text,
        ], leak: 0.02),
      Fact(
        "path.directory", "The URL leads to a directory.",
        fields: ["path": .text]),
      Fact(
        "path.special", "The path is no regular file.",
        fields: ["kind": .text, "path": .text]),
    ]
  }
}
