import Wire

extension ExaminationOptions {
  /// What is wrong with a URL that was typed; nil where nothing is.
  public static func problem(ofURL url: String) -> String? {
    if url.hasPrefix("s3://") {
      return url.dropFirst(5).contains("/") ? nil : "\"\(url)\": an object is named s3://bucket/key"
    }
    do throws(WireURLError) {
      _ = try WireURL(parsing: url)
      return nil
    } catch {
      return "\"\(url)\" is not a URL that can be asked for: \(error)"
    }
  }

  /// Whether a text is of the form `HOST:PORT:ADDR:PORT`.
  public static func isConnection(_ text: String) -> Bool { ConnectOverride(parsing: text) != nil }
}
