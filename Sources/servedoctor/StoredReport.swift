import Diagnostics
import Linux
import Reports
import SystemPackage

/// Reports that were written with `--format json`.
enum StoredReport {
  /// Reads one; `-` is standard input.
  ///
  /// - Throws: `UsageProblem` naming the file and what is wrong in it.
  static func read(_ file: String) throws -> Report {
    do {
      return try Report(json: try bytes(file))
    } catch let problem as ReportProblem {
      throw UsageProblem(message: "\(file): \(problem)")
    }
  }

  private static func bytes(_ file: String) throws -> [UInt8] {
    if file == "-" { return StandardInput.all() }
    let path = RawArguments.path(file)
    do throws(Errno) {
      return try LiveMachine().contents(Place(path), limit: 64 << 20, fromEnd: false)
    } catch {
      throw UsageProblem(message: "\(path.shown): \(error)")
    }
  }
}
