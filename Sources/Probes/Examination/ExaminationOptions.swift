public import SystemPackage

/// What the user asked for: the options of `examine`.
public struct ExaminationOptions: Sendable {
  public var targets: [String] = []
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
  /// `HOST:PORT:ADDR:PORT`, as curl's option of that name.
  public var connectTo: [String] = []
  public var isInsecure = false
  public var uploadURL: String?
  /// Stored keys, one a line.
  public var references: [String]?
  public var only: [String] = []
  public var skip: [String] = []
  public var probeTimeout: Duration = .seconds(5)
  public var deadline: Duration = .seconds(30)
  public var isRedacting = true

  public init() {}
}
