import Diagnostics
import Facts
import Notation
import Wire

/// One place on the way of a URL, and what it answers there.
struct ServingLayer: Sendable {
  enum Layer: String, Sendable {
    /// By the name that clients use.
    case `public`
    /// The nginx of this machine, asked past whatever stands before it.
    case nginx
    /// The address that the user pinned.
    case pinned
    /// The application server, asked past nginx.
    case app
  }

  let layer: Layer
  let address: String
  let exchange: Exchange

  var response: HTTPResponse? { exchange.response }

  /// What tells the answers of two hops apart.
  enum Difference: Equatable {
    case status
    case content
  }

  /// How the answer differs from that of a hop closer to the file; nil where they agree or cannot be compared.
  func difference(from inner: ServingLayer) -> Difference? {
    guard let own = response, let other = inner.response else { return nil }
    if own.status != other.status {
      let isRevalidation = Set([own.status, other.status]).isSubset(of: [200, 304])
      return isRevalidation ? nil : .status
    }
    guard own.status == 200, own.headers.first("Content-Encoding") == other.headers.first("Content-Encoding") else {
      return nil
    }
    if let left = own.sha256, let right = other.sha256 { return left == right ? nil : .content }
    let shared = min(own.body.count, other.body.count)
    return own.body.prefix(shared) == other.body.prefix(shared) ? nil : .content
  }

  /// Whether the answer says which version of the content it is.
  var hasValidator: Bool {
    response.map { $0.headers.first("ETag") != nil || $0.headers.first("Last-Modified") != nil } ?? false
  }

  /// What is recorded of it.
  var fact: HTTPHop {
    guard let response else { return HTTPHop(address: address, hop: .init(layer)) }
    return HTTPHop(
      address: address, age: response.headers.first("Age").flatMap { Int($0) }, bytes: response.bodyLength,
      code: response.status, etag: response.headers.first("ETag"), hop: .init(layer),
      modified: response.headers.first("Last-Modified"), server: response.headers.first("Server"),
      sha256: response.sha256, type: response.headers.first("Content-Type"))
  }

  /// What it is called in a sentence.
  var name: String {
    switch layer {
    case .public: "the public name (\(address))"
    case .nginx: "nginx on this machine (\(address))"
    case .pinned: "the pinned address (\(address))"
    case .app: "the application (\(address))"
    }
  }
}

extension HTTPHop.Hop {
  fileprivate init(_ layer: ServingLayer.Layer) {
    self =
      switch layer {
      case .public: .public
      case .nginx: .nginx
      case .pinned: .pinned
      case .app: .app
      }
  }
}
