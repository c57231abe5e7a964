public import Diagnostics

extension PageProbe {
  public static var facts: [Fact] {
    [
      Fact(
        "page.mixed-content", "An https page names files by http.",
        fields: [
          "active": .flag, "commands": .commands, "count": .number, "file": .text, "first": .text, "host": .text,
          "line": .number, "own": .flag, "reason": .word(["setting", "scheme-unknown", "scheme-ignored", "markup"]),
          "setting": .text, "source": .text, "urls": .texts, "value": .text,
        ]),
      Fact(
        "page.asset-broken", "A file that the page names does not come.",
        fields: ["asset": .text, "code": .number, "hashed": .flag, "kind": .text, "type": .text]),
      Fact(
        "page.assets-come", "Every file that the page names comes.",
        fields: ["count": .number], leak: 0.5, contraries: ["page.asset-broken"]),
    ]
  }
}
