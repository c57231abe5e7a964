public import Diagnostics

extension NginxConfigProbe {
  public static var facts: [Fact] {
    [
      Fact(
        "config.valid", "The configuration can be loaded.",
        fields: ["file": .text, "servers": .number]),
      Fact(
        "config.invalid", "nginx refuses the configuration.",
        fields: ["commands": .commands, "file": .text, "line": .number, "message": .text, "path": .text],
        contraries: ["config.valid"]),
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
