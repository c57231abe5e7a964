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
        "MAX_FILE_SIZE", "UPLOAD_LIMIT", "BODY_SIZE_LIMIT", "MAX_UPLOAD", "upload_max_filesize", "post_max_size",
      ]
    case .uploadPermissions: ["FILE_UPLOAD_PERMISSIONS", "UPLOAD_PERMISSIONS", "FILE_MODE"]
    case .uploadSubdirectory: ["UPLOAD_SUBDIR", "UPLOAD_TO", "UPLOADS_SUBDIR"]
    case .accelPrefix: ["X_ACCEL_PREFIX", "SENDFILE_URL", "X_ACCEL_REDIRECT_PREFIX"]
    case .allowedHosts: ["ALLOWED_HOSTS", "TRUSTED_HOSTS"]
    }
  }

  /// Whether a name that no framework has speaks of the size of uploads: `BODY_LIMIT`, `MAX_ATTACHMENT_BYTES`.
  static func speaksOfSize(_ name: String) -> Bool {
    let words = Set(name.uppercased().split(separator: "_").map(String.init))
    let others: Set<String> = [
      "COUNT", "AGE", "TIME", "TIMEOUT", "SECONDS", "RATE", "WIDTH", "HEIGHT", "FILES", "DAYS",
    ]
    return !words.isDisjoint(with: ["MAX", "LIMIT", "MAXIMUM"]) && words.isDisjoint(with: others)
      && !words.isDisjoint(with: ["UPLOAD", "UPLOADS", "BODY", "FILESIZE", "PAYLOAD", "ATTACHMENT", "FILE"])
  }

  /// All names that make a process look like one that stores or serves files.
  static let telling: Set<String> = Set(
    [SettingRole.staticRoot, .staticURL, .mediaRoot, .mediaURL, .storageBackend].flatMap(\.names)
      + ["S3_BUCKET", "AWS_STORAGE_BUCKET_NAME", "DJANGO_SETTINGS_MODULE", "RAILS_ENV", "FLASK_APP", "APP_ENV"])
}
