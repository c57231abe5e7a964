public import Diagnostics

extension CacheProbe {
  public static var facts: [Fact] {
    [
      Fact(
        "http.hop", "What one place on the way of a URL answers.",
        fields: [
          "address": .text, "age": .number, "bytes": .number, "code": .number, "etag": .text,
          "hop": .word(["public", "pinned", "nginx", "app"]), "modified": .text, "server": .text, "sha256": .text,
          "type": .text,
        ], leak: 0.5),
      Fact(
        "http.hops-agree", "Every place on the way of a URL gives the same answer.",
        fields: ["hops": .texts], leak: 0.5, contraries: ["http.hops-differ"]),
      Fact(
        "http.hops-differ", "A place on the way of a URL answers otherwise than the one behind it.",
        fields: [
          "age": .number, "aspect": .word(["status", "content"]), "commands": .commands,
          "culprit": .word(["cache", "nginx", "outside"]), "expected": .number, "got": .number, "inner": .text,
          "inner_address": .text, "keeper": .text, "lifetime": .text, "outer": .text, "outer_address": .text,
          "path": .text, "signs": .text,
        ]),
      Fact(
        "http.cached", "The answer came through a cache that says so.",
        fields: [
          "age": .number, "code": .number, "headers": .text, "keeper": .text, "state": .word(["hit", "miss"]),
        ], leak: 0.2),
      Fact(
        "http.cache-policy", "The answer may be kept for a time that does not fit what it is.",
        fields: [
          "by": .word(["nginx", "app"]), "commands": .commands, "directive": .text, "file": .text, "line": .number,
          "name": .text,
          "problem": .word([
            "page-long", "page-day", "hashed-uncached", "hashed-short", "hashed-unsaid", "unversioned-immutable",
            "unversioned-long",
          ]), "seconds": .number, "value": .text,
        ]),
      Fact(
        "http.name-elsewhere", "The name leads to another machine that does not answer, and this one serves it.",
        fields: ["address": .text, "host": .text, "origin": .text]),
    ]
  }
}
