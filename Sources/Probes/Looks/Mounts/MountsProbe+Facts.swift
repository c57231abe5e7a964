public import Diagnostics

extension MountsProbe {
  public static var facts: [Fact] {
    [
      Fact(
        "mount.stalled", "A mount does not answer.",
        fields: ["path": .text, "point": .text, "source": .text, "type": .text]),
      Fact(
        "mount.missing", "A mount that is expected here is not there.",
        fields: ["commands": .commands, "expected_by": .text, "path": .text, "point": .text, "source": .text]),
      Fact(
        "mount.source-replaced", "A single file that is mounted was replaced outside: inside is still the old one.",
        fields: ["container": .text, "point": .text, "source": .text]),
      Fact(
        "mount.hides-files", "A mount covers files that the image has at this place.",
        fields: ["example": .text, "hidden": .number, "path": .text, "point": .text, "source": .text]),
      Fact(
        "mount.empty-volume", "An empty volume is mounted where files are expected.",
        fields: ["path": .text, "point": .text, "source": .text, "volume": .text]),
      Fact(
        "mount.not-shared", "Writer and reader mount different things at the route's directories.",
        fields: [
          "commands": .commands, "manifest": .text, "reader": .text, "reader_kind": .word(["nothing", "other-volume"]),
          "reader_path": .text, "writer": .text, "writer_path": .text,
        ]),
      Fact(
        "mount.shared-elsewhere", "Writer and reader share a volume, but nginx looks beside it.",
        fields: [
          "commands": .commands, "file": .text, "line": .number, "reader_path": .text, "shared_at": .text,
          "writer_path": .text,
        ]),
      Fact(
        "mount.stale-volume", "A named volume holds an older build than the image.",
        fields: ["commands": .commands, "example": .text, "image_path": .text, "point": .text, "volume": .text]),
      Fact(
        "mount.link-into-image", "The shared volume holds a link that leads to files of one container only.",
        fields: ["link": .text, "target": .text]),
    ]
  }
}
