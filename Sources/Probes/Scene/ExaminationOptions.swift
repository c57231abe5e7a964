public import Notation
public import SystemPackage

/// What the user asked for: the options of `examine`.
public struct ExaminationOptions: Sendable {
  public var targets: [Target] = []
  public var nginxConfiguration: FilePath?
  public var nginxUser: String?
  public var appUser: String?
  public var appPID: Int?
  public var environmentFiles: [FilePath] = []
  public var composeFiles: [FilePath] = []
  public var project: FilePath?
  public var staticURL: String?
  public var staticRoot: FilePath?
  public var mediaURL: String?
  public var mediaRoot: FilePath?
  /// The object store's address, with scheme.
  public var s3Endpoint: String?
  public var s3Region: String?
  public var s3Bucket: String?
  /// The bucket stands in the path of requests; else what the application's settings say.
  public var isS3PathStyle = false
  /// The URL under which objects are public.
  public var s3PublicBase: String?
  /// Whether web identity and instance endpoints may be asked for credentials.
  public var mayAskMetadata = false
  /// The examiner's own environment, in which keys for a bucket that only options name may stand.
  public var environment: [String: String] = [:]
  /// Whether one marked file or object may be put, fetched and removed.
  public var isWriteTesting = false
  /// `HOST:PORT:ADDR:PORT`, as curl's option of that name.
  public var connectTo: [String] = []
  public var isInsecure = false
  public var uploadURL: WebURL?
  /// Stored keys, one a line, or JSON lines with `key` and perhaps `size`, `sha256` and `route`.
  public var references: ReferenceSource?
  public var only: [String] = []
  public var skip: [String] = []
  public var probeTimeout: Duration = .seconds(5)
  public var deadline: Duration = .seconds(30)
  public var isRedacting = true

  /// Whether the probes look one after another, so that one which ends the program is known.
  public var isOneByOne = false
  /// What ended the program before, by the probes that were looking: these are not run again.
  public var crashed: [String: String] = [:]

  public init() {}
}
