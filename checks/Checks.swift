public import Diagnostics

extension Catalogue {
  /// The cause files of this folder, packed by the build into `Embedded.files`.
  enum Embedded {}

  /// The causes that are built into the program.
  ///
  /// - Throws: `CatalogueProblem` where an embedded file is not a cause, which the build excludes.
  public static func builtIn() throws(CatalogueProblem) -> Catalogue {
    try Catalogue(embedded: Embedded.files)
  }
}
