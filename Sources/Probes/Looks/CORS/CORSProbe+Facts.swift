public import Diagnostics

extension CORSProbe {
  public static var facts: [Fact] {
    [
      Fact(
        "cors.blocked", "A file that a page of another origin needs does not let itself be read by it.",
        fields: [
          "allowed": .text, "asset": .text, "code": .number, "commands": .commands, "file": .text, "kind": .text,
          "line": .number, "origin": .text, "problem": .word(["absent", "other-origin", "several", "malformed"]),
        ]),
      Fact(
        "cors.allowed", "A file that a page of another origin needs lets itself be read by it.",
        fields: ["asset": .text, "origin": .text], contraries: ["cors.blocked"]),
    ]
  }
}
