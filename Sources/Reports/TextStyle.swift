import Diagnostics

/// How a piece of text looks on a terminal that has colour.
enum TextStyle: String {
  case plain = ""
  case label = "2"
  case bad = "1;31"
  case doubtful = "1;33"
  case hint = "1;36"
  case good = "1;32"
  case command = "36"

  init(_ outcome: Headline.Outcome) {
    switch outcome {
    case .cause(let verdict): self.init(verdict)
    case .healthy: self = .good
    case .interrupted, .undetermined: self = .doubtful
    }
  }

  init(_ verdict: Verdict) {
    switch verdict {
    case .confirmed: self = .bad
    case .likely: self = .doubtful
    case .possible: self = .hint
    }
  }
}
