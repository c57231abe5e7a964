import ArgumentParser

@testable import servedoctor

/// What a call is refused with, by the parser or by what makes the call of the options; nil for one that is taken.
func refusal<Command: ParsableCommand>(
  of words: [String], as type: Command.Type, _ call: (Command) throws -> Void = { _ in }
) -> String? {
  do {
    try call(try Command.parse(words))
    return nil
  } catch let problem as UsageProblem {
    return problem.message
  } catch {
    return Command.message(for: error)
  }
}
