import Wire

extension ExchangeOptions {
  /// Limits that a busy machine running many tests at once does not reach.
  static var patient: ExchangeOptions {
    var options = ExchangeOptions()
    options.timeouts = ExchangeTimeouts(
      resolve: .seconds(60), connect: .seconds(60), tls: .seconds(60), firstByte: .seconds(60), total: .seconds(120))
    return options
  }
}
