public import Diagnostics

extension UploadProbe {
  public static var facts: [Fact] {
    [
      Fact(
        "upload.outer-limit", "A server before nginx refuses a size that nginx lets through.",
        fields: [
          "address": .text, "inner": .text, "inner_limit": .number, "server": .text, "size": .number,
        ])
    ]
  }
}
