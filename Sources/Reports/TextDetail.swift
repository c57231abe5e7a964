/// How much of each cause a text tells.
struct TextDetail {
  /// Causes told at all.
  var causes = 3
  /// Sentences for the first cause.
  var evidence = 3
  /// Sentences against the first cause.
  var opposing = 2
  /// Whether the first cause's further fixes come with their commands.
  var showsAllFixes = true
  /// Whether components that allow are left out of the path table.
  var foldsPath = false
  /// Sentences for each further cause; nil for its name alone.
  var rivalEvidence: Int? = 2
  /// Cures of the first cause, the further ones by their summaries.
  var fixes = 2
  /// Characters that a sentence may have; the middle of a longer one is left out.
  var longest = 400
  /// Lines about what could not be seen.
  var unseen = 4

  /// From the fullest to the shortest: a report takes the first that fits a screen.
  static let steps = [
    TextDetail(),
    TextDetail(opposing: 1, showsAllFixes: false, rivalEvidence: 1, unseen: 3),
    TextDetail(opposing: 1, showsAllFixes: false, foldsPath: true, rivalEvidence: 1, unseen: 2),
    TextDetail(opposing: 1, showsAllFixes: false, foldsPath: true, rivalEvidence: nil, longest: 300, unseen: 2),
    TextDetail(
      evidence: 2, opposing: 1, showsAllFixes: false, foldsPath: true, rivalEvidence: nil, longest: 160,
      unseen: 1),
    TextDetail(
      evidence: 1, opposing: 1, showsAllFixes: false, foldsPath: true, rivalEvidence: nil, fixes: 1, longest: 120,
      unseen: 1),
  ]

  static let everything = TextDetail(
    causes: .max, evidence: .max, opposing: .max, showsAllFixes: true, foldsPath: false, rivalEvidence: .max,
    fixes: .max, longest: .max, unseen: .max)
}
