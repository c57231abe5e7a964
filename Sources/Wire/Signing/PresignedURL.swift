public import Notation

/// What a presigned URL says about itself, read without using it.
public struct PresignedURL: Sendable, Hashable {
  /// The host it stands under; the signature holds only there.
  public var authority: String
  /// The path as encoded in the URL.
  public var path: String
  /// The public identifier of the key that signed; nil where the URL does not name it.
  public var accessKey: String?
  /// The region it was signed for; nil in Version 2.
  public var region: String?
  /// When it was signed, in seconds since 1970; nil in Version 2 and where it is no time.
  public var signedAt: Int?
  /// How long it holds, in seconds; nil in Version 2 and where it is no number.
  public var lifetime: Int?
  /// When it stops holding, in seconds since 1970.
  public var expiresAt: Int?
  /// The headers that have to be sent as they were signed.
  public var signedHeaders: [String]
  /// Whether it goes with temporary keys, whose end may come before its own.
  public var hasSessionToken: Bool
  /// 4, or 2 for the older scheme.
  public var version: Int

  /// The longest lifetime that S3 accepts: seven days.
  public static let longestLifetime: Int = 604_800

  /// Reads the parameters in a URL's query; nil when it bears no signature.
  public init?(_ url: WebURL) {
    let target = url.target
    path = String(target.prefix { $0 != "?" })
    authority = url.authority
    var values: [String: String] = [:]
    for pair in target.dropFirst(path.utf8.count + 1).split(separator: "&") {
      let name = pair.prefix { $0 != "=" }
      let value = String(decoding: PercentEncoding.decode(pair[name.endIndex...].dropFirst()), as: UTF8.self)
      values[String(decoding: PercentEncoding.decode(name), as: UTF8.self).lowercased()] = value
    }
    if values["x-amz-signature"] != nil {
      version = 4
      let scope = (values["x-amz-credential"] ?? "").split(separator: "/", omittingEmptySubsequences: false)
      // A key identifier may hold slashes; the scope is always the last four parts.
      accessKey = scope.count >= 5 ? scope.dropLast(4).joined(separator: "/") : nil
      region = scope.count >= 5 ? String(scope[scope.count - 3]) : nil
      signedAt = values["x-amz-date"].flatMap { SigningTime(parsing: $0)?.seconds }
      lifetime = values["x-amz-expires"].flatMap { Int($0) }
      signedHeaders = (values["x-amz-signedheaders"] ?? "").split(separator: ";").map(String.init)
      if let signedAt, let lifetime { expiresAt = signedAt.addingReportingOverflow(lifetime).partialValue }
    } else if values["signature"] != nil, let key = values["awsaccesskeyid"] {
      version = 2
      accessKey = key
      expiresAt = values["expires"].flatMap { Int($0) }
      signedHeaders = []
    } else {
      return nil
    }
    hasSessionToken = values["x-amz-security-token"] != nil
  }
}
