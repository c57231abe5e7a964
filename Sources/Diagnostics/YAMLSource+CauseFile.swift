public import Notation

extension YAMLSource {
  /// Reads a cause file.
  ///
  /// - Throws: `CatalogueProblem` with the file's name where it is not readable as YAML.
  public init(causeFile text: String, name: String) throws(CatalogueProblem) {
    do {
      try self.init(text: text, file: name)
    } catch {
      throw CatalogueProblem(place: error.place, message: error.message)
    }
  }

  /// A problem's place with the line of the key that it names after `#`.
  public func located(_ problem: CatalogueProblem) -> CatalogueProblem {
    guard let hash = problem.place.lastIndex(of: "#") else { return problem }
    let file = problem.place[..<hash]
    guard let line = line(ofKey: String(problem.place[problem.place.index(after: hash)...])) else {
      return CatalogueProblem(place: String(file), message: problem.message)
    }
    return CatalogueProblem(place: "\(file):\(line)", message: problem.message)
  }
}
