/// What a setting of an object store means, by the names that frameworks, clients and vendors give it.
enum StoreRole: CaseIterable {
  case bucket, staticBucket, region, endpoint, accessKey, secretKey, sessionToken, publicBase, style, acl, prefix
  /// Whether a host without a scheme is spoken to by TLS.
  case secure
  /// The scheme of a public base that is a bare host name.
  case protocolName

  /// The names, the application's own before those of the general clients, those of other vendors last.
  var names: [String] {
    let known = Set(own)
    return own + vendors.filter { !known.contains($0) }
  }

  /// What people put before the client's words, by vendor.
  private static let prefixes = [
    "S3", "MINIO", "R2", "CLOUDFLARE_R2", "SPACES", "DO_SPACES", "DIGITALOCEAN_SPACES", "B2", "BACKBLAZE", "WASABI",
    "LINODE", "SCW", "SCALEWAY", "OBJECT_STORAGE", "STORAGE", "AWS_S3", "AWS",
  ]

  private var vendors: [String] {
    let endings: [String] =
      switch self {
      case .bucket: ["BUCKET", "BUCKET_NAME", "DEFAULT_BUCKET"]
      case .region: ["REGION", "REGION_NAME"]
      case .endpoint: ["ENDPOINT", "ENDPOINT_URL"]
      case .accessKey: ["ACCESS_KEY_ID", "ACCESS_KEY", "KEY_ID", "APPLICATION_KEY_ID"]
      case .secretKey: ["SECRET_ACCESS_KEY", "SECRET_KEY", "APPLICATION_KEY", "ACCESS_KEY_SECRET"]
      case .publicBase: ["PUBLIC_BASE_URL", "PUBLIC_URL", "CDN_URL", "CDN_ENDPOINT", "CUSTOM_DOMAIN"]
      case .secure: ["USE_SSL", "SECURE", "SSL", "USE_HTTPS"]
      case .style: ["FORCE_PATH_STYLE", "USE_PATH_STYLE", "PATH_STYLE"]
      default: []
      }
    return endings.flatMap { ending in Self.prefixes.map { "\($0)_\(ending)" } }
  }

  private var own: [String] {
    switch self {
    case .bucket:
      [
        "S3_BUCKET", "S3_BUCKET_NAME", "S3_MEDIA_BUCKET", "AWS_STORAGE_BUCKET_NAME", "AWS_S3_BUCKET",
        "AWS_S3_BUCKET_NAME", "AWS_BUCKET", "AWS_BUCKET_NAME", "MEDIA_BUCKET", "UPLOADS_BUCKET", "UPLOAD_BUCKET",
        "MINIO_BUCKET", "MINIO_BUCKET_NAME", "R2_BUCKET", "R2_BUCKET_NAME", "SPACES_BUCKET", "DO_SPACES_BUCKET",
        "B2_BUCKET", "STORAGE_BUCKET", "BUCKET_NAME", "FOG_DIRECTORY",
        "SPACES_NAME", "DO_SPACES_NAME", "SPACE_NAME",
      ]
    case .staticBucket:
      ["S3_STATIC_BUCKET", "STATIC_BUCKET", "ASSETS_BUCKET", "S3_ASSETS_BUCKET", "AWS_STATIC_BUCKET_NAME"]
    case .region:
      [
        "S3_REGION", "S3_REGION_NAME", "AWS_S3_REGION_NAME", "AWS_S3_REGION", "MINIO_REGION", "R2_REGION",
        "SPACES_REGION", "DO_SPACES_REGION", "FOG_REGION", "AWS_REGION", "AWS_DEFAULT_REGION",
      ]
    case .endpoint:
      [
        "S3_ENDPOINT_URL", "S3_ENDPOINT", "S3_HOST", "AWS_S3_ENDPOINT_URL", "AWS_S3_ENDPOINT", "MINIO_ENDPOINT_URL",
        "MINIO_ENDPOINT", "R2_ENDPOINT", "R2_ENDPOINT_URL", "SPACES_ENDPOINT", "DO_SPACES_ENDPOINT", "B2_ENDPOINT",
        "AWS_ENDPOINT_URL_S3", "AWS_ENDPOINT_URL", "AWS_ENDPOINT",
      ]
    case .accessKey:
      [
        "S3_ACCESS_KEY_ID", "S3_ACCESS_KEY", "AWS_S3_ACCESS_KEY_ID", "MINIO_ACCESS_KEY", "R2_ACCESS_KEY_ID",
        "SPACES_ACCESS_KEY_ID", "SPACES_KEY", "DO_SPACES_KEY", "B2_KEY_ID", "AWS_ACCESS_KEY_ID",
      ]
    case .secretKey:
      [
        "S3_SECRET_ACCESS_KEY", "S3_SECRET_KEY", "AWS_S3_SECRET_ACCESS_KEY", "MINIO_SECRET_KEY",
        "R2_SECRET_ACCESS_KEY", "SPACES_SECRET_ACCESS_KEY", "SPACES_SECRET", "DO_SPACES_SECRET", "B2_APPLICATION_KEY",
        "AWS_SECRET_ACCESS_KEY",
      ]
    case .sessionToken: ["S3_SESSION_TOKEN", "AWS_S3_SESSION_TOKEN", "AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN"]
    case .publicBase:
      [
        "S3_PUBLIC_BASE_URL", "S3_PUBLIC_URL", "S3_BASE_URL", "AWS_S3_CUSTOM_DOMAIN", "AWS_CLOUDFRONT_DOMAIN",
        "R2_PUBLIC_URL", "MINIO_PUBLIC_URL", "SPACES_CDN_ENDPOINT", "CDN_URL", "AWS_URL",
      ]
    case .style:
      [
        "S3_ADDRESSING_STYLE", "AWS_S3_ADDRESSING_STYLE", "S3_PATH_STYLE", "S3_FORCE_PATH_STYLE", "S3_USE_PATH_STYLE",
        "AWS_USE_PATH_STYLE_ENDPOINT", "AWS_S3_FORCE_PATH_STYLE", "MINIO_PATH_STYLE",
      ]
    case .acl: ["S3_DEFAULT_ACL", "AWS_DEFAULT_ACL", "S3_ACL", "S3_OBJECT_ACL"]
    case .secure: ["AWS_S3_USE_SSL", "MINIO_USE_SSL", "MINIO_SECURE"]
    case .protocolName: ["AWS_S3_URL_PROTOCOL"]
    case .prefix: ["S3_PREFIX", "S3_KEY_PREFIX", "AWS_LOCATION", "S3_LOCATION", "AWS_S3_LOCATION"]
    }
  }

  /// The option that gives it.
  var option: String? {
    switch self {
    case .bucket: "--s3-bucket"
    case .region: "--s3-region"
    case .endpoint: "--s3-endpoint"
    case .publicBase: "--s3-public-base"
    case .style: "--s3-path-style"
    default: nil
    }
  }
}
