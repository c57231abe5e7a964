public import Notation

/// How an exchange is made, apart from the request itself.
public struct ExchangeOptions: Sendable {
  /// Other places to connect to than the URL names; the first that matches counts.
  public var connectTo: [ConnectOverride] = []
  /// The address families to use, in the order they are tried.
  public var families: [AddressFamily] = [.ipv6, .ipv4]
  /// Whether one address of every family is connected to, even after another family answered.
  public var triesEveryFamily = false
  /// How long each stage may take.
  public var timeouts = ExchangeTimeouts()
  /// How many bytes of the body are kept.
  public var bodyLimit = 64 * 1024
  /// After how many bytes of the body reading stops.
  public var readLimit = 64 * 1024 * 1024
  /// Whether the exchange goes on when the certificate is not to be trusted; what is wrong is recorded all the same.
  public var insecure = false
  /// When HTTP/2 is spoken; plain connections never speak it.
  public var http2 = HTTP2Use.whenInsisted
  /// The address of this machine to connect from.
  public var sourceAddress: IPAddress?
  /// What this machine knows about names.
  public var names = NameSources()
  /// A PEM file of trusted certificates; nil for the one in the usual places.
  public var trustRoots: String?
  /// The time to judge certificates by, in seconds since 1970; nil for the machine's clock.
  public var now: Int?

  /// Makes the default options, which look up nothing but literals and localhost.
  public init() {}
}
