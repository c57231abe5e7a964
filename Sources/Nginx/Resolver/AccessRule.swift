import Notation

/// The argument of `allow` or `deny`.
struct AccessRule {
  private let text: String
  private let network: Network?

  init(_ text: String) {
    self.text = text
    network = Network(text)
  }

  func matches(_ client: String) -> Bool {
    if text == "all" { return true }
    if text == "unix:" { return client == "unix:" }
    guard let network, let address = IPAddress(nginx: client) else { return false }
    return network.contains(address.bytes) || network.contains(address.unmapped.bytes)
  }
}
