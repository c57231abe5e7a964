extension HTTPResponse {
  /// Whether the status asks for another request elsewhere (RFC 9110, section 15.4).
  public var isRedirect: Bool { [301, 302, 303, 307, 308].contains(status) }

  /// Where a redirect leads, as written; nil for other answers and without a Location.
  public var redirectLocation: String? {
    guard isRedirect, let location = headers.first("Location"), !location.isEmpty else { return nil }
    return location
  }
}
