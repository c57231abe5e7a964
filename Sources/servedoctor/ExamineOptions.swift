import ArgumentParser
import Linux
import Notation
import Probes
import SystemPackage

/// The options of `examine`; the same names wherever they apply.
struct ExamineOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp("nginx's main configuration file (default: that of the running nginx).", valueName: "file"))
  var nginxConfig: String?
  @Option(help: ArgumentHelp("The web server's account (default: that of its workers).", valueName: "user"))
  var nginxUser: String?
  @Option(help: ArgumentHelp("The application's account (default: that of its process).", valueName: "user"))
  var appUser: String?
  @Option(name: .customLong("app-pid"), help: ArgumentHelp("The application's process.", valueName: "pid"))
  var appPID: Int?
  @Option(parsing: .singleValue, help: ArgumentHelp("A file of NAME=value settings; repeatable.", valueName: "file"))
  var envFile: [String] = []
  @Option(parsing: .singleValue, help: ArgumentHelp("A compose file; repeatable.", valueName: "file"))
  var compose: [String] = []
  @Option(help: ArgumentHelp("The application's source directory.", valueName: "dir"))
  var project: String?
  @Option(name: .customLong("static-url"), help: "The URL prefix of static files.")
  var staticURL: String?
  @Option(help: "The directory of static files.")
  var staticRoot: String?
  @Option(name: .customLong("media-url"), help: "The URL prefix of uploads.")
  var mediaURL: String?
  @Option(help: "The directory of uploads.")
  var mediaRoot: String?
  @Option(name: .customLong("s3-endpoint"), help: ArgumentHelp("The object store's address.", valueName: "url"))
  var s3Endpoint: String?
  @Option(name: .customLong("s3-region"), help: ArgumentHelp("The bucket's region.", valueName: "region"))
  var s3Region: String?
  @Option(name: .customLong("s3-bucket"), help: ArgumentHelp("The bucket.", valueName: "bucket"))
  var s3Bucket: String?
  @Flag(name: .customLong("s3-path-style"), help: "Write the bucket into the path, not into the host name.")
  var s3PathStyle = false
  @Option(
    name: .customLong("s3-public-base"), help: ArgumentHelp("The URL under which objects are public.", valueName: "url")
  )
  var s3PublicBase: String?
  @Flag(help: "Ask the cloud's metadata addresses for credentials, too.")
  var allowMetadata = false
  @Flag(help: "Put one marked file or object where the application would, fetch it, and remove it again.")
  var writeTest = false
  @Option(
    parsing: .singleValue,
    help: ArgumentHelp(
      "Connect to ADDR:PORT or unix:/path for HOST:PORT; repeatable.", valueName: "host:port:addr:port"))
  var connectTo: [String] = []
  @Flag(help: "Go on where a certificate is not to be trusted.")
  var insecure = false
  @Option(name: .customLong("upload-url"), help: ArgumentHelp("The URL that uploads go to.", valueName: "url"))
  var uploadURL: String?
  @Option(
    help: ArgumentHelp(
      "Stored keys to test, one a line or as JSON lines with key, size, sha256, route; - reads standard input.",
      valueName: "file"))
  var references: String?
  @Option(parsing: .singleValue, help: ArgumentHelp("Further cause files; repeatable.", valueName: "dir"))
  var checks: [String] = []
  @Option(parsing: .singleValue, help: ArgumentHelp("Run this probe only; repeatable.", valueName: "probe"))
  var only: [String] = []
  @Option(parsing: .singleValue, help: ArgumentHelp("Leave this probe out; repeatable.", valueName: "probe"))
  var skip: [String] = []
  @Option(help: ArgumentHelp("Time for one probe, as 500ms, 5s or 2m.", valueName: "duration"))
  var timeout: String = "5s"
  @Option(help: ArgumentHelp("Time for the whole run.", valueName: "duration"))
  var deadline: String = "30s"
  @Flag(help: "Leave secrets in the report.")
  var noRedact = false

  /// The options as the examination takes them.
  ///
  /// - Throws: `UsageProblem` naming the option that cannot be used.
  func examination(targets: [String], environment: [String: String]) throws -> ExaminationOptions {
    var options = ExaminationOptions()
    options.targets = try targets.map(Self.target)
    options.nginxConfiguration = try nginxConfig.map { try Self.existing($0, "--nginx-config") }
    options.nginxUser = try nginxUser.map { try Self.user($0, "--nginx-user") }
    options.appUser = try appUser.map { try Self.user($0, "--app-user") }
    if let appPID, LiveMachine().process(appPID) == nil {
      throw UsageProblem(message: "--app-pid \(appPID): there is no such process")
    }
    options.appPID = appPID
    options.environmentFiles = try envFile.map { try Self.existing($0, "--env-file") }
    options.composeFiles = try compose.map { try Self.existing($0, "--compose") }
    options.project = try project.map { try Self.existing($0, "--project") }
    options.staticURL = staticURL
    options.staticRoot = try staticRoot.map(RawArguments.absolutePath)
    options.mediaURL = mediaURL
    options.mediaRoot = try mediaRoot.map(RawArguments.absolutePath)
    options.s3Endpoint = try s3Endpoint.map { try Self.url($0, "--s3-endpoint") }
    options.s3Region = s3Region
    options.s3Bucket = s3Bucket
    options.isS3PathStyle = s3PathStyle
    options.s3PublicBase = try s3PublicBase.map { try Self.url($0, "--s3-public-base") }
    options.mayAskMetadata = allowMetadata
    options.environment = environment
    options.isWriteTesting = writeTest
    options.connectTo = try connectTo.map(Self.connection)
    options.isInsecure = insecure
    options.uploadURL = try uploadURL.map { try TypedURL.read(try Self.url($0, "--upload-url")) }
    options.references = try references.map(Self.source)
    options.only = try only.flatMap { try Self.probes($0, "--only") }
    options.skip = try skip.flatMap { try Self.probes($0, "--skip") }
    options.probeTimeout = try Self.duration(timeout, "--timeout")
    options.deadline = try Self.duration(deadline, "--deadline")
    options.isRedacting = !noRedact
    return options
  }

  /// An account of this machine or of a container's files, or a number.
  static func user(_ name: String, _ option: String) throws -> String {
    let machine = LiveMachine()
    if Accounts(machine).identity(name) != nil { return name }
    let views = Set(machine.processes().map(\.view))
    guard views.contains(where: { Accounts(machine, in: $0).identity(name) != nil }) else {
      throw UsageProblem(message: "\(option) \(name): there is no such account")
    }
    return name
  }

  private static func target(_ text: String) throws -> Target {
    if TypedURL.isURL(text) { return .url(try TypedURL.read(text)) }
    if text.hasPrefix("s3://") {
      guard text.dropFirst(5).contains("/") else {
        throw UsageProblem(message: "“\(text)”: an object is named s3://bucket/key")
      }
      return .object(text)
    }
    if text.contains("://") {
      throw UsageProblem(
        message: "“\(URLReference(text))”: a target is an http:// or https:// URL, a path, or s3://bucket/key")
    }
    let beginning = try RawArguments.absolutePath(text.hasPrefix("/") ? "/" : String(text.prefix { $0 != "/" }))
    guard LiveMachine().exists(Place(beginning)) else {
      throw UsageProblem(message: "“\(text)”: \(beginning.shown) does not exist; a URL begins with http:// or https://")
    }
    return .path(text)
  }

  /// The text of an option, where it is a URL.
  private static func url(_ text: String, _ option: String) throws -> String {
    guard TypedURL.isURL(text) else {
      throw UsageProblem(message: "\(option) “\(URLReference(text))”: a URL begins with http:// or https://")
    }
    do throws(WebURLError) {
      _ = try WebURL(parsing: text)
      return text
    } catch {
      throw UsageProblem(message: "\(option) “\(URLReference(text))” is not a URL that can be asked for: \(error)")
    }
  }

  static func existing(_ path: String, _ option: String) throws -> FilePath {
    let file = try RawArguments.absolutePath(path)
    do throws(Errno) {
      _ = try LiveMachine().status(Place(file), followingLinks: true)
    } catch {
      throw UsageProblem(message: "\(option) \(file.shown): \(error)")
    }
    return file
  }

  private static func connection(_ text: String) throws -> String {
    guard ExaminationOptions.isConnection(text) else {
      throw UsageProblem(message: "--connect-to “\(text)” is not HOST:PORT:ADDR:PORT or HOST:PORT:unix:/path")
    }
    return text
  }

  private static func source(_ name: String) throws -> ReferenceSource {
    name == "-" ? .standardInput : .file(try existing(name, "--references"))
  }

  /// The probes of one option: an id, or several with commas between them.
  private static func probes(_ ids: String, _ option: String) throws -> [String] {
    let known = ProbeList.all.map { type(of: $0).id }
    return try ids.split(separator: ",", omittingEmptySubsequences: false).map(String.init).map { id in
      guard known.contains(id) else {
        throw UsageProblem(message: "\(option) \(id): no such probe; there are \(known.joined(separator: ", "))")
      }
      return id
    }
  }

  static func duration(_ text: String, _ option: String) throws -> Duration {
    guard let duration = Duration(parsing: text) else {
      throw UsageProblem(message: "\(option) “\(text)” is no duration; write 500ms, 5s or 2m")
    }
    return duration
  }
}
