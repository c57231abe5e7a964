import NIOCore
import NIOPosix
import Notation

/// Looks host names up as libc would with `hosts: files dns`, but keeps every answer.
struct NameResolver: Sendable {
  let sources: NameSources
  let families: [AddressFamily]
  private let deadline: NIODeadline

  /// Makes a resolver whose lookups end within some time from now.
  init(sources: NameSources, families: [AddressFamily], within budget: Duration) {
    self.sources = sources
    self.families = families
    deadline = .now() + TimeAmount(budget)
  }

  /// Finds the addresses of a host, without ever asking a name server about what is known here.
  func resolve(_ host: String) async -> Resolution {
    if let literal = IPAddress(host) { return local(host, .literal, [literal]) }
    guard NameResolver.isPlausible(host) else {
      return Resolution(name: host, addresses: [], queries: [], failure: .invalidName)
    }
    let name = host.lowercased()
    let listed = sources.hosts.addresses(of: name.hasSuffix(".") ? String(name.dropLast()) : name)
    if !listed.isEmpty { return local(host, .hostsFile, listed) }
    if ["localhost", "localhost."].contains(name) || name.hasSuffix(".localhost") {
      return local(host, .localhost, NameResolver.loopback)
    }
    return await ask(name)
  }

  private static let loopback = ["127.0.0.1", "::1"].compactMap { IPAddress($0) }

  private static func isPlausible(_ host: String) -> Bool {
    let labels = host.utf8.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
    let inner = labels.last?.isEmpty == true ? labels.dropLast() : labels[...]
    return host.utf8.count <= 254 && !inner.isEmpty && inner.allSatisfy { (1...63).contains($0.count) }
  }

  private func local(_ host: String, _ source: Resolution.Source, _ addresses: [IPAddress]) -> Resolution {
    let usable = families.flatMap { family in addresses.filter { $0.family == family } }
    return Resolution(
      name: host, source: usable.isEmpty ? nil : source, addresses: usable, queries: [],
      failure: usable.isEmpty ? .noAddress : nil)
  }

  private func ask(_ name: String) async -> Resolution {
    var result = Resolution(name: name, addresses: [], queries: [], failure: nil)
    for candidate in sources.resolver.candidates(for: name) {
      let answers = await ask(candidate: candidate, into: &result.queries)
      result.addresses = families.flatMap { family in
        answers.first { $0.type == DNSRecordType(family) }?.addresses ?? []
      }
      if !result.addresses.isEmpty {
        result.source = .dns
        result.failure = nil
        return result
      }
      let failure = Resolution.Failure(answers)
      if result.failure == nil || failure != .noSuchName { result.failure = failure }
      if deadline <= .now() { break }
    }
    return result
  }

  private func ask(candidate: String, into queries: inout [DNSQuery]) async -> [DNSQuery] {
    var last: [DNSQuery] = []
    for _ in 0..<sources.resolver.rounds {
      for server in sources.resolver.nameservers {
        let remaining = deadline - .now()
        guard remaining > .zero else { return last }
        let client = DNSClient(
          loop: EventLoops.shared.next(), server: server, port: sources.serverPort,
          timeout: min(remaining, patience))
        last = await both(client, candidate)
        queries += last
        if !last.contains(where: \.isInconclusive) || last.contains(where: { !$0.addresses.isEmpty }) { return last }
      }
    }
    return last
  }

  /// Time for one server, such that each one is heard within a budget shorter than libc's.
  private var patience: TimeAmount {
    let tries = Int64(max(1, sources.resolver.nameservers.count * sources.resolver.rounds))
    let share = TimeAmount.nanoseconds((deadline - .now()).nanoseconds / tries)
    return min(.seconds(Int64(sources.resolver.timeoutSeconds)), max(share, .milliseconds(500)))
  }

  private func both(_ client: DNSClient, _ name: String) async -> [DNSQuery] {
    await withTaskGroup(of: (Int, DNSQuery).self) { group in
      for (index, family) in families.enumerated() {
        group.addTask { (index, await client.ask(name, DNSRecordType(family))) }
      }
      var answers: [(Int, DNSQuery)] = []
      for await answer in group { answers.append(answer) }
      return answers.sorted { $0.0 < $1.0 }.map(\.1)
    }
  }
}
