import Notation

/// The media types that a file's extension promises: IANA's registrations and what servers commonly send.
enum ExpectedType {
  /// The accepted types of an extension, the registered one first; nil where any may be right.
  static func types(of fileExtension: String) -> [String]? { table[fileExtension.lowercased()] }

  /// Whether a browser would treat the file as an asset of a page, not as a page.
  static func isAsset(_ fileExtension: String) -> Bool {
    table[fileExtension.lowercased()] != nil
      && !["html", "htm", "txt", "xml", "json"].contains(fileExtension.lowercased())
  }

  /// Whether browsers refuse or misuse a file of another type; pictures, sound and fonts they recognise by their bytes, and a
  /// document sent as octet-stream is a download, which may be meant.
  static func matters(_ fileExtension: String, got: String) -> Bool {
    let strict = ["css", "js", "mjs", "svg", "wasm", "html", "htm"].contains(fileExtension.lowercased())
    return strict
      || (got != "application/octet-stream" && !got.isEmpty
        && !["txt", "xml", "map", "json"].contains(fileExtension.lowercased()))
  }

  private static let table: [String: [String]] = [
    "css": ["text/css"],
    "js": ["text/javascript", "application/javascript", "application/x-javascript"],
    "mjs": ["text/javascript", "application/javascript"],
    "json": ["application/json", "application/manifest+json", "text/json"],
    "map": ["application/json", "application/octet-stream", "text/plain", "application/javascript"],
    "svg": ["image/svg+xml"], "svgz": ["image/svg+xml"],
    "png": ["image/png"], "jpg": ["image/jpeg"], "jpeg": ["image/jpeg"], "gif": ["image/gif"],
    "webp": ["image/webp"], "avif": ["image/avif"], "ico": ["image/x-icon", "image/vnd.microsoft.icon"],
    "woff2": ["font/woff2", "application/font-woff2"],
    "woff": ["font/woff", "application/font-woff", "application/x-font-woff"],
    "ttf": ["font/ttf", "application/x-font-ttf", "application/octet-stream"],
    "pdf": ["application/pdf"], "mp4": ["video/mp4"], "webm": ["video/webm"], "mp3": ["audio/mpeg"],
    "ogg": ["audio/ogg", "application/ogg", "video/ogg"], "wasm": ["application/wasm"],
    "html": ["text/html"], "htm": ["text/html"], "xml": ["text/xml", "application/xml", "application/rss+xml"],
    "txt": ["text/plain"], "zip": ["application/zip", "application/x-zip-compressed", "application/octet-stream"],
  ]

  /// The extension of a URL's path, without query; empty where there is none.
  static func fileExtension(ofURL url: String) -> String {
    (try? WebURL(parsing: url))?.fileExtension ?? ""
  }
}
