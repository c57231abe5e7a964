public import Diagnostics

extension ReferencesProbe {
  public static var facts: [Fact] {
    [
      Fact(
        "records.examined", "How many stored references were examined, and what they came to.",
        fields: [
          "again": .number, "is_complete": .flag, "keys": .number, "missing": .number, "present": .number,
          "root": .text, "route": .text, "source": .text, "total": .number, "unknown": .number, "unreadable": .number,
          "why": .text, "without_file": .number,
        ], leak: 0.5),
      Fact(
        "records.absolute", "Stored references are absolute paths or full URLs.",
        fields: [
          "count": .number, "example": .text, "examples": .texts, "key": .text,
          "kind": .word(["url", "path", "url-path"]),
          "matching": .number, "origin": .text,
          "relation": .word([
            "own-host", "other-host", "own-root", "other-root", "own-prefix", "other-prefix", "drive",
          ]),
          "total": .number,
        ]),
      Fact(
        "records.external", "Some stored references are addresses of another site, as which they may be meant.",
        fields: ["count": .number, "example": .text, "host": .text, "total": .number], leak: 0.3),
      Fact(
        "records.unsafe",
        "Stored references hold what no key should: .., control characters, or more than a name may have.",
        fields: [
          "count": .number, "example": .text, "examples": .texts,
          "kind": .word(["parent", "control", "backslash", "too-long"]), "total": .number,
        ]),
      Fact(
        "records.colliding", "Stored references differ from each other by case or Unicode form alone.",
        fields: ["count": .number, "example": .text, "total": .number], leak: 0.1),
      Fact(
        "records.missing", "Stored references lead to no file, while others do.",
        fields: [
          "backend": .word(["directory", "bucket"]), "count": .number, "example": .text, "examples": .texts,
          "present": .number, "root": .text, "searched": .number, "total": .number,
        ]),
      Fact(
        "records.none-present", "Not one of the stored references leads to a file.",
        fields: ["count": .number, "example": .text, "examples": .texts, "root": .text]),
      Fact(
        "records.near", "Stored references lead to no file, but almost the same names do.",
        fields: [
          "commands": .commands, "count": .number, "example": .text, "examples": .texts,
          "kind": .word(NearKey.Kind.allCases.map(\.rawValue)),
          "root": .text, "total": .number, "words": .text,
        ]),
      Fact(
        "records.elsewhere", "The files of stored references are in another directory than the one they belong to.",
        fields: ["count": .number, "example": .text, "found": .text, "root": .text, "total": .number]),
      Fact(
        "records.size-differs", "Files are empty, or have another size than their records say.",
        fields: [
          "actual": .number, "count": .number, "example": .text, "examples": .texts,
          "kind": .word(["empty", "shorter", "longer"]), "recorded": .text, "root": .text, "total": .number,
        ]),
      Fact(
        "records.content-differs", "Files have the recorded size and another content than their records say.",
        fields: [
          "actual": .text, "checked": .number, "count": .number, "example": .text, "examples": .texts,
          "recorded": .text, "root": .text,
        ]),
      Fact(
        "records.unserved", "Files of stored references are where the application writes, and not where nginx reads.",
        fields: [
          "count": .number, "example": .text, "examples": .texts, "reader": .text, "total": .number, "writer": .text,
        ]),
      Fact(
        "records.closed", "Files of stored references are closed to the web server.",
        fields: [
          "commands": .commands, "count": .number, "example": .text, "examples": .texts, "identity": .text,
          "mode": .text, "root": .text, "total": .number,
        ]),
      Fact(
        "records.prefix-unserved", "Stored addresses begin with a prefix under which nginx serves no such file.",
        fields: [
          "count": .number, "example": .text, "path": .text, "prefix": .text, "root": .text, "served": .text,
        ]),
    ]
  }
}
