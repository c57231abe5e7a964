/// What the setting of a storage backend says.
enum StorageBackend {
  /// Whether a backend's name is that of a bucket: `s3`, `storages.backends.gcloud.GoogleCloudStorage`, `minio`.
  static func isBucket(_ name: String?) -> Bool {
    guard let name = name?.lowercased() else { return false }
    let parts = ["s3", "gcs", "azure", "minio", "boto", "spaces", "r2", "cloud", "swift"]
    return name == "gs" || parts.contains { name.contains($0) }
  }
}
