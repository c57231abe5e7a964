public import Diagnostics

extension ManifestProbe {
  public static var facts: [Fact] {
    [
      Fact(
        "manifest.complete", "Every file that a build manifest names is there.",
        fields: ["entries": .number, "manifest": .text, "root": .text, "tool": .text], leak: 0.5,
        contraries: ["manifest.mismatch"]),
      Fact(
        "manifest.mismatch", "A build manifest names files that are not there.",
        fields: [
          "commands": .commands, "count": .number, "entries": .number, "manifest": .text, "missing": .texts,
          "other": .texts, "root": .text,
          "tool": .text,
        ], contraries: ["manifest.complete"]),
      Fact(
        "manifest.leftover", "A manifest names files that are gone, beside another one whose files are all there.",
        fields: ["count": .number, "manifest": .text, "rival": .text], leak: 0.2),
      Fact(
        "manifest.unserved", "Files of a build manifest are where the application has them, and not where nginx reads.",
        fields: [
          "count": .number, "entries": .number, "manifest": .text, "missing": .texts, "reader": .text, "root": .text,
        ]),
      Fact(
        "manifest.outdated", "The application's manifest and the one beside the served files are of different builds.",
        fields: [
          "manifest": .text, "missing": .texts, "newer": .word(["application", "served"]), "seconds": .number,
          "served": .text,
        ]),
      Fact(
        "manifest.newer-than-process",
        "The manifest was written after the application started, which reads it only then; the files it knew are gone.",
        fields: ["manifest": .text, "process": .text, "seconds": .number, "tool": .text], leak: 0.1),
    ]
  }
}
