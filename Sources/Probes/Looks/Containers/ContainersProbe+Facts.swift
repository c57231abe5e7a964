public import Diagnostics

extension ContainersProbe {
  public static var facts: [Fact] {
    [
      Fact(
        "container.found", "A container runs a process of the examined way.",
        fields: [
          "created": .text, "engine": .text, "id": .text, "image": .text, "mounts": .texts, "name": .text,
          "pid": .number,
          "read_only": .flag, "service": .text, "user": .text,
        ], leak: 0.9),
      Fact(
        "container.unnamed", "A process runs in a container that no engine described.",
        fields: ["engine": .text, "mounts": .texts, "pid": .number, "program": .text], leak: 0.9),
      Fact(
        "container.engine-silent", "An engine's socket refused or did not answer.",
        fields: ["reason": .text, "socket": .text]),
    ]
  }
}
