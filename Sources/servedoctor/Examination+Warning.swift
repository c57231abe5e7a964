import Probes

extension Examination {
  /// Says loudly, whatever the report's format, what a write test could not remove.
  func warnOfLeftCanaries() {
    for sentence in leftCanaries { Output.write("servedoctor: \(sentence)\n", to: 2) }
  }
}
