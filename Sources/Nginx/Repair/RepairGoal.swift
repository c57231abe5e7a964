/// When a changed answer counts as repaired.
enum RepairGoal {
  /// The requested file itself is sent.
  case file
  /// The body is accepted.
  case accepted
  /// The upstream is asked for this URI.
  case upstream(String)
  /// The application is asked at all.
  case handedOn
  /// The request ends in 404, no fallback covering it.
  case missing
  /// The file is sent with this type.
  case contentType(String)

  func isReached(by answer: Answer, requested uri: String) -> Bool {
    switch self {
    case .accepted: answer.status != 413
    case .handedOn: answer.upstream != nil && answer.isRouteCertain
    case .missing: answer.status == 404 && answer.isRouteCertain
    case .upstream(let wanted): answer.upstream?.uri == wanted
    case .contentType(let wanted):
      answer.status == 200
        && answer.headers.contains {
          $0.name == "Content-Type" && ($0.value == wanted || $0.value.hasPrefix(wanted + ";"))
        }
    case .file: isFile(answer, requested: uri)
    }
  }

  private func isFile(_ answer: Answer, requested uri: String) -> Bool {
    guard answer.status == 200, answer.handler == .file, answer.isRouteCertain, answer.fallbacks.isEmpty,
      let file = answer.file
    else { return false }
    let wanted = uri.split(separator: "/").last.map(String.init) ?? ""
    return uri.hasSuffix("/") || file.hasSuffix("/" + wanted) || file.hasSuffix("/" + wanted + ".gz")
  }
}
