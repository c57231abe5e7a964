import Diagnostics
import Notation

/// The names of accounts that stand in a report and tell something: those of the distribution's own do not.
enum UserNames {
  private static let fields: Set<String> = ["owner", "group", "user", "name", "identity", "as", "account"]
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
    for observation in report.observations where observation.kind.hasPrefix("path.") {
      for (field, value) in observation.data.sorted(by: { $0.key < $1.key }) where fields.contains(field) {
        add(value.text)
      }
    }
    _ = report.mappingTexts { text in
      for part in text.split(separator: "/home/", omittingEmptySubsequences: false).dropFirst() {
        add(String(part.prefix { $0.isLetter || $0.isNumber || "-_.".contains($0) }))
      }
      return text
    }
    return found
  }

  private static func isName(_ name: String) -> Bool {
    !common.contains(name) && !name.isEmpty && name.count <= 32 && !name.allSatisfy(\.isNumber)
      && name.allSatisfy { $0.isLetter || $0.isNumber || "-_.".contains($0) }
  }
}
