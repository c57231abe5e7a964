import Notation
import Wire

/// One answer of a store, and what it says.
struct StoreReply: Sendable {
  /// Why a signed request is refused, as far as the answer tells.
  enum Refusal: String, Sendable {
    case unknownKey = "unknown-key"
    case signature, clock, token, region, bucket, denied, key
    case accessList = "acl"
    case encryption, other
  }

  let exchange: Exchange
  let answer: S3Answer

  init(_ exchange: Exchange) {
    self.exchange = exchange
    answer = S3Answer(body: exchange.response?.body ?? [])
  }

  var status: Int { exchange.response?.status ?? 0 }
  var isSuccess: Bool { (200...299).contains(status) }
  var failure: S3Failure? {
    if case .failure(let failure) = answer { return failure }
    return nil
  }
  var listing: S3Listing? {
    if case .listing(let listing) = answer { return listing }
    return nil
  }
  var text: String { String(decoding: exchange.response?.body ?? [], as: UTF8.self) }
  var code: String { failure?.code ?? "" }
  func header(_ name: String) -> String? { exchange.response?.headers.first(name) }

  /// Whether it comes from a store: one of its documents, or one of the headers that all of them send.
  var isFromStore: Bool {
    switch answer {
    case .failure, .listing: return true
    case .document(let root): return root.name != "html"
    case .empty, .foreign:
      return ["x-amz-request-id", "x-amz-id-2", "x-trans-id", "x-minio-deployment-id"].contains { header($0) != nil }
    }
  }

  /// The store's clock against ours in seconds, positive where theirs is ahead; nil without a Date header.
  func clockOffset(now: Int) -> Int? {
    header("Date").flatMap { HTTPDate.seconds($0) }.map { $0 - now }
  }

  /// The region that the answer demands; nil where it demands none.
  var demandedRegion: String? {
    if let region = exchange.response?.bucketRegion { return region }
    guard let message = failure?.message, let mark = message.firstRange(of: "expecting '") else { return nil }
    return String(message[mark.upperBound...].prefix { $0 != "'" })
  }

  var refusal: Refusal? {
    guard status >= 300 else { return nil }
    let message = failure?.message.lowercased() ?? ""
    switch code {
    case "InvalidAccessKeyId": return .unknownKey
    case "SignatureDoesNotMatch": return .signature
    case "RequestTimeTooSkewed", "RequestExpired": return .clock
    case "ExpiredToken", "InvalidToken", "TokenRefreshRequired", "InvalidClientTokenId": return .token
    case "AuthorizationHeaderMalformed", "PermanentRedirect", "IllegalLocationConstraintException":
      return demandedRegion == nil && code == "AuthorizationHeaderMalformed" ? .other : .region
    case "NoSuchBucket": return .bucket
    case "NoSuchKey": return .key
    case "AccessControlListNotSupported", "InvalidBucketAclWithObjectOwnership": return .accessList
    case "AccessDenied", "AllAccessDisabled", "AccountProblem":
      if message.contains("difference between the request time") { return .clock }
      if message.contains("kms") { return .encryption }
      return .denied
    case "Unauthorized": return message.contains("signature") ? .signature : .unknownKey
    case "KMS.DisabledException", "KMS.NotFoundException", "KMSAccessDeniedException": return .encryption
    default: return status == 301 ? .region : status == 403 ? .denied : status == 404 ? .key : .other
    }
  }

  /// `403 AccessDenied`, `404 Not Found`, or why no answer came.
  var told: String {
    guard let response = exchange.response else { return exchange.problem.map { "\($0)" } ?? "no answer" }
    let words = code.isEmpty ? response.reason : code
    return words.isEmpty ? "\(response.status)" : "\(response.status) \(words)"
  }
}
