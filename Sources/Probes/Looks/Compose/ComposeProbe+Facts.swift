public import Diagnostics

extension ComposeProbe {
  public static var facts: [Fact] {
    [
      Fact(
        "compose.found", "A compose project may describe what runs here.",
        fields: ["files": .texts, "project": .text, "services": .texts], leak: 0.5),
      Fact(
        "compose.broken", "A compose file or manifest cannot be read.", fields: ["file": .text, "message": .text]),
      Fact(
        "compose.unset", "A compose file uses variables that have neither a value nor a default.",
        fields: ["file": .text, "names": .texts]),
      Fact(
        "compose.env-file-missing", "A service names an env file that is not there.",
        fields: ["file": .text, "line": .number, "path": .text, "service": .text]),
      Fact(
        "compose.service", "A running container was made from this service.",
        fields: ["file": .text, "line": .number, "mounts": .texts, "process": .text, "service": .text], leak: 0.5),
      Fact(
        "pod.found", "A Kubernetes manifest may describe what runs here.",
        fields: ["file": .text, "workloads": .texts], leak: 0.5),
      Fact(
        "pod.container", "A running container was made from this manifest.",
        fields: [
          "container": .text, "file": .text, "line": .number, "mounts": .texts, "process": .text, "workload": .text,
        ], leak: 0.5),
      Fact(
        "pod.no-fs-group", "A pod without fsGroup writes to a claim as another user than root.",
        fields: ["commands": .commands, "manifest": .text, "path": .text, "user": .number, "volume": .text],
        leak: 0.02),
    ]
  }
}
