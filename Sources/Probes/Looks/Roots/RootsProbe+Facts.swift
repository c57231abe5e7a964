public import Diagnostics

extension RootsProbe {
  public static var facts: [Fact] { seen + joined }

  /// What every report carries.
  private static var seen: [Fact] {
    [
      Fact(
        "root.seen", "A route's directory as its writer or reader sees it, for comparison with other reports.",
        fields: [
          "boot": .text, "container": .text, "device": .text, "gids": .texts, "inode": .text, "is_complete": .flag,
          "kind": .text, "mount_device": .text, "mount_root": .text, "newest": .texts, "now": .number, "path": .text,
          "point": .text, "prefix": .text, "program": .text, "setting": .text, "side": .word(["writer", "reader"]),
          "source": .text, "state": .word(["absent", "empty", "filled", "unknown"]), "type": .text, "uid": .number,
          "volume": .text,
        ], leak: 0.9),
      Fact(
        "release.seen", "A build manifest's names, for comparison with other reports.",
        fields: [
          "digest": .text, "manifest": .text, "name": .text, "names": .texts, "paths": .texts, "prefix": .text,
          "tool": .text,
        ], leak: 0.9),
      Fact(
        "mounts.seen", "What is mounted where, for comparison with other reports.",
        fields: ["mounts": .texts], leak: 0.9),
    ]
  }

  /// What only several reports together show.
  private static var joined: [Fact] {
    [
      Fact(
        "merge.upload-unseen", "A file that the writer's report lists is not where the reader's report looked.",
        fields: ["count": .number, "example": .text, "reader": .text, "writer": .text], contraries: ["roots.same"]),
      Fact(
        "merge.ids-differ", "The writer's files belong to ids that the reader, in another container, has no part in.",
        fields: [
          "count": .number, "example": .text, "mode": .text, "owner": .number, "path": .text, "reader": .text,
          "uid": .number, "writer": .text,
        ]),
      Fact(
        "merge.own-disks", "Two instances of one application store uploads in directories of their own.",
        fields: ["count": .number, "example": .text, "first": .text, "second": .text]),
      Fact(
        "merge.releases-differ", "The build manifests of two instances are of different releases.",
        fields: [
          "count": .number, "example": .text, "first": .text, "manifest": .text, "other": .text, "second": .text,
        ]),
      Fact(
        "merge.unseen", "No report shows the other side of a route.",
        fields: ["path": .text, "side": .word(["writer", "reader"])], leak: 0.5),
    ]
  }
}
