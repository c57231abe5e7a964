/// A value of Python that settings are made of.
enum PythonValue: Sendable, Equatable {
  case none
  case flag(Bool)
  case number(Double)
  /// A string, or a path.
  case text(String)
  case list([PythonValue])
  case table([String: PythonValue])

  var isTrue: Bool {
    switch self {
    case .none: false
    case .flag(let flag): flag
    case .number(let number): number != 0
    case .text(let text): !text.isEmpty
    case .list(let elements): !elements.isEmpty
    case .table(let members): !members.isEmpty
    }
  }

  /// As an environment variable would have it; nil for what is no single value.
  var plain: String? {
    switch self {
    case .none, .list, .table: nil
    case .flag(let flag): flag ? "True" : "False"
    case .number(let number): number.rounded() == number && abs(number) < 1e15 ? String(Int(number)) : String(number)
    case .text(let text): text
    }
  }
}
