public import Diagnostics

extension InstancesProbe {
  public static var facts: [Fact] {
    [
      Fact(
        "instances.answer", "What one of several instances answers.",
        fields: [
          "address": .text, "bytes": .number, "code": .number, "etag": .text, "modified": .text, "sha256": .text,
        ], leak: 0.5),
      Fact(
        "instances.agree", "All instances that may answer a URL give the same answer.",
        fields: ["addresses": .texts, "by": .word(["pinned", "resolved", "upstream"])], leak: 0.5,
        contraries: ["instances.differ"]),
      Fact(
        "instances.differ", "Instances that may answer a URL give different answers.",
        fields: [
          "addresses": .texts, "aspect": .word(["status", "content", "silence"]), "bad": .text, "bad_code": .number,
          "by": .word(["pinned", "resolved", "upstream"]), "file": .text, "good": .text, "good_code": .number,
          "line": .number, "upload": .flag,
        ]),
      Fact(
        "instances.mixed-releases", "An asset of one instance's release is missing on another instance.",
        fields: ["asset": .text, "code": .number, "has": .text, "lacks": .text, "other": .text]),
      Fact(
        "instances.own-disks", "Instances behind one address keep their uploads in directories of their own.",
        fields: [
          "commands": .commands, "directories": .texts, "first": .text, "has": .text, "lacks": .text, "other": .text,
          "programs": .texts, "seen": .flag, "setting": .text,
        ], leak: 0.004),
    ]
  }
}
