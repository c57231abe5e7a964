import Diagnostics
import Notation

/// One file of `checks/facts`: what a probe, or the examination itself, declares.
struct FactFile {
  let probe: String
  let facts: [FactDeclaration]

  /// Reads a file that is named after who declares its facts.
  ///
  /// - Throws: `CatalogueProblem` with file and line of the first mistake.
  init(text: String, file: String) throws(CatalogueProblem) {
    let name = file.split(separator: "/").last.map(String.init) ?? file
    probe = String(name.prefix { $0 != "." })
    let source = try YAMLSource(causeFile: text, name: file)
    do throws(CatalogueProblem) {
      var facts: [FactDeclaration] = []
      for (kind, value) in (source.value.members ?? [:]).sorted(by: { $0.key < $1.key }) {
        facts.append(try FactDeclaration(kind: kind, value, place: "\(file)#\(kind)"))
      }
      self.facts = facts
    } catch {
      throw source.located(error)
    }
  }
}
