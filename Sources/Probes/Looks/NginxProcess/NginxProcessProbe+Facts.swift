public import Diagnostics

extension NginxProcessProbe {
  public static var facts: [Fact] {
    [
      Fact(
        "nginx.running", "An nginx runs.",
        fields: ["configuration": .text, "pid": .number, "user": .text, "version": .text, "view": .text]),
      Fact(
        "nginx.absent", "No nginx runs.",
        fields: ["installed": .flag, "looked": .text, "start": .commands], contraries: ["nginx.running"]),
      Fact(
        "port.held-by-other", "A program that is not nginx listens where nginx is meant to.",
        fields: ["command": .text, "pid": .number, "port": .number, "program": .text]),
      Fact(
        "config.newer-than-workers", "Configuration files changed after the running workers had read theirs.",
        fields: ["file": .text, "reload": .commands, "seconds": .number], leak: 0.05),
    ]
  }
}
