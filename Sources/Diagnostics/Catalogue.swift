import Notation

/// The causes that servedoctor tells apart.
public struct Catalogue: Sendable {
  public let causes: [Cause]
  private let byID: [String: Int]

  public init(_ causes: [Cause]) {
    self.causes = causes
    byID = Dictionary(causes.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { _, last in last })
  }

  /// The cause of an id.
  public subscript(id: String) -> Cause? { byID[id].map { causes[$0] } }

  /// This catalogue with others added; one with a known id takes its place.
  public func adding(_ others: [Cause]) -> Catalogue {
    let replaced = Set(others.map(\.id))
    return Catalogue((causes.filter { !replaced.contains($0.id) } + others).sorted { $0.id < $1.id })
  }

  /// Reads the catalogue that was embedded at build time: packed cause files.
  ///
  /// - Throws: `CatalogueProblem` where a file is not a cause; the build has linted them already.
  public init(embedded files: [String]) throws(CatalogueProblem) {
    var causes: [Cause] = []
    causes.reserveCapacity(files.count)
    for file in files {
      guard let value = Value(packed: file) else {
        throw CatalogueProblem(place: "embedded catalogue", message: "not a packed value")
      }
      causes.append(try Cause(value, place: value.members?["id"]?.text ?? "embedded catalogue"))
    }
    self.init(causes)
  }
}

extension Cause {
  /// Reads one YAML cause file.
  ///
  /// - Throws: `CatalogueProblem` with the file's name and, where it is known, the line.
  public init(yaml: String, file: String) throws(CatalogueProblem) {
    let source = try YAMLSource(causeFile: yaml, name: file)
    do {
      try self.init(source.value, place: file)
    } catch {
      throw source.located(error)
    }
  }
}
