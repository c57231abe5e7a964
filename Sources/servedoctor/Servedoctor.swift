import ArgumentParser
import Diagnostics

/// The root of all commands; without one it examines.
struct Servedoctor: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "servedoctor",
    abstract: "Finds out why a web file is not served: which cause, how sure, what proves it, the smallest cure.",
    discussion: """
      Without arguments the machine is surveyed; with URLs, paths or s3:// keys these are examined. Nothing is changed.
      Exit status: 0 nothing found, 1 a cause at or above --fail-on, 2 a wrong call, 3 nothing could be examined.
      """,
    version: Tool.version,
    subcommands: [
      ExamineCommand.self, ResolveCommand.self, TraceCommand.self, ScanCommand.self, ChecksCommand.self,
      ProbesCommand.self, RenderCommand.self, MergeCommand.self, CompareCommand.self,
    ],
    defaultSubcommand: ExamineCommand.self)
}
