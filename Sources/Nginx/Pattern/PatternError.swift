/// Why a regular expression could not be compiled here.
enum PatternError: Error, Hashable, Sendable {
  /// PCRE refuses it too.
  case invalid(String)
  /// PCRE may accept it; this engine does not model the construct.
  case unsupported(String)
}
