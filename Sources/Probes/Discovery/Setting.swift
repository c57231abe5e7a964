public import SystemPackage

/// A setting of an application, with where it was read.
public struct Setting: Sendable, Hashable {
  public let name: String
  public let value: String
  /// `environment of gunicorn (pid 412)` or `/srv/shop/.env:3`.
  public let source: String
}

/// What a setting means, by the names that frameworks and people give it.
public enum SettingRole: String, Sendable, CaseIterable {
  case staticURL, staticRoot, mediaURL, mediaRoot, storageBackend, uploadLimit, uploadPermissions, uploadSubdirectory
  case accelPrefix, allowedHosts

  /// The names, the commonest first.
  public var names: [String] {
    switch self {
    case .staticURL: ["STATIC_URL", "ASSET_URL", "ASSETS_URL", "STATIC_PREFIX"]
    case .staticRoot:
      ["STATIC_ROOT", "STATIC_DIR", "STATIC_FOLDER", "STATIC_PATH", "ASSETS_ROOT", "ASSETS_DIR", "PUBLIC_DIR"]
    case .mediaURL: ["MEDIA_URL", "UPLOAD_URL", "UPLOADS_URL", "FILES_URL", "MEDIA_PREFIX"]
    case .mediaRoot:
      [
        "MEDIA_ROOT", "UPLOAD_FOLDER", "UPLOAD_DIR", "UPLOADS_DIR", "UPLOAD_PATH", "UPLOAD_ROOT", "UPLOADS_PATH",
        "MEDIA_DIR",
        "MEDIA_PATH", "STORAGE_PATH", "STORAGE_DIR", "FILES_ROOT", "FILES_DIR", "ATTACHMENTS_DIR",
        "UPLOADED_FILES_DEST",
      ]
    case .storageBackend:
      ["STORAGE_BACKEND", "FILESYSTEM_DISK", "FILESYSTEM_DRIVER", "ACTIVE_STORAGE_SERVICE", "DEFAULT_FILE_STORAGE"]
    case .uploadLimit:
      [
        "MAX_CONTENT_LENGTH", "MAX_UPLOAD_BYTES", "MAX_UPLOAD_SIZE", "MAX_UPLOAD_MB", "UPLOAD_MAX_FILESIZE",
        "UPLOAD_MAX_SIZE",
        "MAX_FILE_SIZE", "UPLOAD_LIMIT", "BODY_SIZE_LIMIT", "MAX_UPLOAD",
      ]
    case .uploadPermissions: ["FILE_UPLOAD_PERMISSIONS", "UPLOAD_PERMISSIONS", "FILE_MODE"]
    case .uploadSubdirectory: ["UPLOAD_SUBDIR", "UPLOAD_TO", "UPLOADS_SUBDIR"]
    case .accelPrefix: ["X_ACCEL_PREFIX", "SENDFILE_URL", "X_ACCEL_REDIRECT_PREFIX"]
    case .allowedHosts: ["ALLOWED_HOSTS", "TRUSTED_HOSTS"]
    }
  }

  /// All names that make a process look like one that stores or serves files.
  static let telling: Set<String> = Set(
    [SettingRole.staticRoot, .staticURL, .mediaRoot, .mediaURL, .storageBackend].flatMap(\.names)
      + ["S3_BUCKET", "AWS_STORAGE_BUCKET_NAME", "DJANGO_SETTINGS_MODULE", "RAILS_ENV", "FLASK_APP", "APP_ENV"])
}

/// A file of `NAME=value` lines.
public struct EnvironmentFile: Sendable {
  public let path: FilePath
  public let settings: [Setting]

  /// Reads the dialects of dotenv, systemd and docker: `export`, quotes, comments, `${NAME}` of earlier lines.
  public init(path: FilePath, text: String) {
    self.path = path
    var values: [String: String] = [:]
    var settings: [Setting] = []
    for (number, raw) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
      var line = raw.drop { $0 == " " || $0 == "\t" || $0 == "\u{feff}" }
      if line.last == "\r" { line.removeLast() }
      if line.hasPrefix("export ") { line = line.dropFirst(7).drop { $0 == " " } }
      guard let equals = line.firstIndex(of: "="), !line.hasPrefix("#") else { continue }
      let name = String(line[..<equals].reversed().drop { $0 == " " }.reversed())
      guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber || $0 == "_" || $0 == "." }) else { continue }
      let value = Self.value(line[line.index(after: equals)...], known: values)
      values[name] = value
      settings.append(Setting(name: name, value: value, source: "\(path.string):\(number + 1)"))
    }
    self.settings = settings
  }

  private static func value(_ text: Substring, known: [String: String]) -> String {
    let text = text.drop { $0 == " " || $0 == "\t" }
    if let quote = text.first, quote == "'" || quote == "\"" {
      let inner = text.dropFirst().prefix { $0 != quote }
      return quote == "'" ? String(inner) : interpolated(String(inner), known)
    }
    var value = text
    if let hash = value.firstRange(of: " #") { value = value[..<hash.lowerBound] }
    while let last = value.last, last == " " || last == "\t" { value.removeLast() }
    return interpolated(String(value), known)
  }

  private static func interpolated(_ text: String, _ known: [String: String]) -> String {
    guard text.contains("${") else { return text }
    var result = ""
    var rest = text[...]
    while let open = rest.firstRange(of: "${"), let close = rest[open.upperBound...].firstIndex(of: "}") {
      let parts = rest[open.upperBound..<close].split(separator: ":-", maxSplits: 1, omittingEmptySubsequences: false)
      result += rest[..<open.lowerBound]
      result += known[String(parts.first ?? "")] ?? (parts.count > 1 ? String(parts[1]) : "")
      rest = rest[rest.index(after: close)...]
    }
    return result + rest
  }
}
