import Checks
import Diagnostics
import Linux
import Probes
import SystemPackage

/// The built-in causes and those of `--checks`.
enum CatalogueLoader {
  /// - Throws: `UsageProblem` naming file and line of a cause file that cannot be used.
  static func load(adding folders: [String]) throws -> Catalogue {
    let builtIn: Catalogue
    do throws(CatalogueProblem) {
      builtIn = try Catalogue.builtIn()
    } catch {
      throw UsageProblem(message: "\(error)")
    }
    guard !folders.isEmpty else { return builtIn }
    let (causes, problems) = Catalogue.lint(
      try files(in: folders), vocabulary: ProbeList.vocabulary, beside: Set(builtIn.causes.map(\.id)))
    if let first = problems.first { throw UsageProblem(message: "--checks: \(first)") }
    return builtIn.adding(causes)
  }

  /// Name and text of every cause file below folders.
  static func files(in folders: [String]) throws -> [(name: String, text: String)] {
    let machine = LiveMachine()
    return try folders.flatMap { folder -> [(name: String, text: String)] in
      let root = Place(RawArguments.path(folder))
      do throws(Errno) {
        _ = try machine.names(in: root, limit: 1)
      } catch {
        throw UsageProblem(message: "\(root.path.shown): \(error)")
      }
      // What probes can see is declared beside the causes, in a folder of its own.
      return Listing.all(root, on: machine).filter { place in
        ["yml", "yaml"].contains(place.path.extension ?? "")
          && place.path.removingLastComponent().lastComponent != "facts"
      }
      .map { ($0.path.shown, machine.text($0) ?? "") }
    }
  }
}
