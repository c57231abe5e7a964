import Diagnostics
import Facts
import Notation

/// The names of accounts that stand in a report and tell something: those of the distribution's own do not.
enum UserNames {
  private static let common: Set<String> = [
    "root", "www-data", "nginx", "nobody", "nogroup", "daemon", "http", "apache", "apache2", "bin", "sys", "adm",
    "mail", "proxy", "backup", "staff", "users", "wheel", "docker", "sudo", "reader", "writer", "app", "nginx-file",
  ]

  /// Every name once, in the order in which the report tells them.
  static func all(in report: Report) -> [String] {
    var found: [String] = []
    var seen: Set<String> = []
    func add(_ name: String?) {
      guard let name, isName(name), seen.insert(name).inserted else { return }
      found.append(name)
    }
    add(report.host.userName)
    for actor in report.routes.flatMap({ [$0.writer, $0.reader] }).compactMap({ $0 }) {
      for field in ["name", "user", "group"] { add(actor[field]?.text) }
    }
    for observation in report.observations { accounts(in: observation).forEach(add) }
    _ = report.mappingTexts { text in
      for part in text.split(separator: "/home/", omittingEmptySubsequences: false).dropFirst() {
        add(String(part.prefix { $0.isLetter || $0.isNumber || "-_.".contains($0) }))
      }
      return text
    }
    return found
  }

  /// The accounts that a walk tells of.
  private static func accounts(in observation: Observation) -> [String?] {
    [
      observation[PathComponent.group], observation[PathComponent.owner], observation[PathDenied.identity],
      observation[PathDenied.owner], observation[PathAllowed.identity],
    ]
  }

  private static func isName(_ name: String) -> Bool {
    !common.contains(name) && !name.isEmpty && name.count <= 32 && !name.allSatisfy(\.isNumber)
      && name.allSatisfy { $0.isLetter || $0.isNumber || "-_.".contains($0) }
  }
}
