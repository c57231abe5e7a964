import ArgumentParser
import Diagnostics
import Probes
import Reports

/// The catalogue of causes.
struct ChecksCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "checks", abstract: "The catalogue of causes: list them, show one, lint cause files.",
    subcommands: [List.self, Show.self, Lint.self])

  struct List: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "List every cause.")
    @Option(help: "text or json.")
    var format: ListFormat = .text

    func run() throws {
      let causes = try CatalogueLoader.load(adding: []).causes.sorted { $0.id < $1.id }
      Output.deliver(CatalogueText.list(causes, format: format), to: nil)
    }
  }

  struct Show: ParsableCommand {
    static let configuration = CommandConfiguration(
      abstract: "Show what a cause is, how it is proven and how it is cured.")
    @Argument(help: "The cause's id.")
    var id: String
    @OptionGroup var display: DisplayOptions

    func run() throws {
      let cause = try cause(in: CatalogueLoader.load(adding: []))
      let page = CausePage(cause, vocabulary: ProbeList.vocabulary, presentation: display.presentation)
      Output.deliver(page.text, to: display.output)
    }

    /// - Throws: `UsageProblem` with the ids that are near where no cause has this one.
    func cause(in catalogue: Catalogue) throws -> Cause {
      guard let cause = catalogue[id] else {
        let near = catalogue.causes.map(\.id).filter {
          $0.contains(id) || id.contains($0.split(separator: ".").last ?? "-")
        }
        let hint =
          near.isEmpty ? "“servedoctor checks list” lists them" : "did you mean \(near.joined(separator: " or "))?"
        throw UsageProblem(message: "there is no cause “\(id)”; \(hint)")
      }
      return cause
    }
  }

  struct Lint: ParsableCommand {
    static let configuration = CommandConfiguration(abstract: "Check cause files for mistakes.")
    @Argument(help: "A folder of cause files; without one the built-in catalogue is checked.")
    var folder: String?

    func run() throws {
      let (problems, count) = try problems()
      Output.deliver(problems.map { "\($0)\n" }.joined() + "\(count) causes, \(problems.count) problems\n", to: nil)
      if !problems.isEmpty { throw ExitCode(1) }
    }

    /// The mistakes and how many causes were looked at.
    func problems() throws -> ([CatalogueProblem], count: Int) {
      let builtIn = try CatalogueLoader.load(adding: []).causes
      let known = Set(builtIn.map(\.id))
      guard let folder else {
        return (
          builtIn.flatMap { $0.lint(vocabulary: ProbeList.vocabulary, known: known, file: $0.id) }, builtIn.count
        )
      }
      let files = try CatalogueLoader.files(in: [folder])
      let (causes, problems) = Catalogue.lint(files, vocabulary: ProbeList.vocabulary, beside: known)
      return (problems, causes.count)
    }
  }
}

enum ListFormat: String, ExpressibleByArgument, CaseIterable {
  case text, json
}
