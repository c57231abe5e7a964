public import Diagnostics

/// Takes names out of a stored report; equal names get equal tokens: `host-1`, `address-2`, `user-1`.
public struct NameRedaction {
  /// What can be taken out.
  public enum Kind: String, CaseIterable, Sendable {
    case hosts, addresses, users
  }

  private let kinds: Set<Kind>
  private var names: [(name: String, token: String, kind: Kind)] = []
  private var addresses: [String: String] = [:]
  private var counts: [Kind: Int] = [:]

  public init(_ kinds: Set<Kind>) { self.kinds = kinds }

  /// The report without the names of these kinds, with the number of places where they stood.
  public mutating func redacted(_ report: Report) -> Report {
    collect(report)
    var copy = self
    var redacted = report.mappingTexts { copy.redacted($0) }
    self = copy
    redacted.isRedacted = true
    for (kind, count) in counts { redacted.redactions["names of \(kind.rawValue)", default: 0] += count }
    return redacted
  }

  private mutating func collect(_ report: Report) {
    var (hosts, users): ([String], [String]) = ([], [])
    if kinds.contains(.hosts) {
      hosts = HostNames.all(in: report)
    }
    if kinds.contains(.users) { users = UserNames.all(in: report) }
    for (kind, found, noun) in [(Kind.hosts, hosts, "host"), (.users, users, "user")] {
      for (index, name) in found.enumerated() { names.append((name, "\(noun)-\(index + 1)", kind)) }
    }
    names.sort { $0.name.utf8.count > $1.name.utf8.count }
  }

  private mutating func redacted(_ text: String) -> String {
    var text = text
    for (name, token, kind) in names {
      let (changed, count) = text.replacingWord(name, by: token)
      guard count > 0 else { continue }
      text = changed
      counts[kind, default: 0] += count
    }
    guard kinds.contains(.addresses) else { return text }
    return AddressScan.replacing(in: text) { address in
      counts[.addresses, default: 0] += 1
      let token = addresses[address] ?? "address-\(addresses.count + 1)"
      addresses[address] = token
      return token
    }
  }
}

extension String {
  /// Every occurrence of a name that is no part of a longer one replaced, and how many there were.
  fileprivate func replacingWord(_ name: String, by token: String) -> (String, Int) {
    guard !name.isEmpty, contains(name) else { return (self, 0) }
    func isPart(_ character: Character?) -> Bool {
      character.map { $0.isLetter || $0.isNumber || $0 == "-" || $0 == "_" } ?? false
    }
    var (result, count, rest) = ("", 0, self[...])
    var previous: Character?
    while let range = rest.firstRange(of: name) {
      let before = rest[..<range.lowerBound].last ?? previous
      let after = rest[range.upperBound...].first
      let isWhole = !isPart(before) && !isPart(after)
      result += rest[..<range.lowerBound] + (isWhole ? token : name)
      count += isWhole ? 1 : 0
      previous = name.last
      rest = rest[range.upperBound...]
    }
    return (result + rest, count)
  }
}
