public import Diagnostics

extension ProcessProbe {
  public static var facts: [Fact] {
    [
      Fact(
        "app.worker-timeout", "The application server ends a worker that takes longer than this for one request.",
        fields: [
          "commands": .commands, "option": .text, "program": .text, "seconds": .number, "source": .text,
        ], leak: 0.3),
      Fact(
        "app.worker-killed", "The application server logged that it ended a worker in the middle of a request.",
        fields: ["count": .number, "line": .text, "log": .text, "program": .text]),
      Fact(
        "upload.refused",
        "An upload was answered 413 since the application runs, and nginx's own limit is not the reason.",
        fields: [
          "app_limit": .number, "commands": .commands, "count": .number, "nginx_limit": .number, "setting": .text,
          "source": .text, "url": .text,
        ]),
      Fact(
        "upload.turned-down",
        "Uploads were turned down by a PHP script, and PHP takes smaller files than nginx lets through.",
        fields: [
          "app_limit": .number, "commands": .commands, "count": .number, "nginx_limit": .number, "setting": .text,
          "source": .text, "url": .text,
        ], leak: 0.005),
      Fact(
        "app.open-uploads", "The application has files open below the place of its uploads.",
        fields: ["count": .number, "example": .text, "is_deleted": .flag, "pid": .number], leak: 0.5),
    ]
  }
}
