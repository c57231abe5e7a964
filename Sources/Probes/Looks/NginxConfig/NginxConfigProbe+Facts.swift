public import Diagnostics

extension NginxConfigProbe {
  public static var facts: [Fact] {
    [
      Fact(
        "config.valid", "The configuration can be loaded.",
        fields: ["file": .text, "servers": .number]),
      Fact(
        "config.invalid", "nginx refuses the configuration.",
        fields: [
          "commands": .commands, "file": .text, "line": .number, "message": .text, "patch": .text, "path": .text,
        ],
        contraries: ["config.valid"]),
      Fact(
        "config.without-effect", "Something in the configuration can never be used.",
        fields: [
          "file": .text, "kind": .word(["server-name", "repeated-regex", "shadowed-regex", "empty-include"]),
          "line": .number, "message": .text, "other": .text,
        ], leak: 0.1),
      Fact(
        "config.unreadable", "A configuration file is not ours to read.",
        fields: ["errno": .text, "file": .text]),
      Fact(
        "site.not-included", "A file with a server block is not part of the configuration.",
        fields: [
          "enable": .commands, "file": .text, "link": .text, "names": .texts,
          "reason": .word(["no-link", "dangling-link", "not-matched"]),
        ]),
    ]
  }
}
