import Foundation
import Glibc
import Linux
import SystemPackage
import Testing

/// What is computed and what is asked, against what a process of that identity experiences.
@Suite(.asRoot)
struct DifferentialTests {
  private static let trees = 42
  private static let identities = 12
  private static let questionsEach = 10

  @Test("5,040 random questions: the walk's verdict is the kernel's")
  func computed() throws {
    try withReachableDirectory { folder in
      let trees = Self.random(in: folder, seed: 20_261, count: Self.trees)
      let answers = try KernelJudge.answers(to: trees)
      let questions = trees.flatMap(\.questions)
      try #require(answers.count == questions.count && questions.count >= 5000)
      let machine = LiveMachine()
      let mounts = machine.mountTable()
      var wrong: [String] = []
      for (question, answer) in zip(questions, answers) {
        let walk = machine.walk(
          Place(FilePath(question.path)), as: question.identity, for: question.purpose, mounts: mounts)
        let verdict = Self.verdict(walk)
        if verdict != answer { wrong.append("\(Self.told(question)): computed \(verdict), the kernel says \(answer)") }
      }
      #expect(
        wrong.isEmpty,
        "\(wrong.count) of \(questions.count) are wrong, for example\n\(wrong.prefix(8).joined(separator: "\n"))")
      #expect(Set(answers).isSuperset(of: ["ok", "EACCES", "ENOENT", "ENOTDIR", "ELOOP"]))
    }
  }

  @Test("the kernel, asked on a thread of its own, says what the process experiences")
  func asked() throws {
    try withReachableDirectory { folder in
      let trees = Self.random(in: folder, seed: 7, count: 15)
      let answers = try KernelJudge.answers(to: trees)
      let machine = LiveMachine()
      var wrong: [String] = []
      for (question, answer) in zip(trees.flatMap(\.questions), answers) {
        let place = Place(FilePath(question.path))
        let access = Self.access(question.purpose, isDirectory: (try? machine.status(place))?.kind == .directory)
        let verdict =
          switch machine.ask(access, to: place, as: question.identity) {
          case .success?: "ok"
          case .failure(let problem)?: Self.name(problem)
          case nil: "not asked"
          }
        if verdict != answer { wrong.append("\(Self.told(question)): asked \(verdict), the kernel says \(answer)") }
      }
      #expect(wrong.isEmpty, "\(wrong.count) are wrong, for example\n\(wrong.prefix(8).joined(separator: "\n"))")
      #expect(geteuid() == 0)
    }
  }

  @Test("5,040 random questions to an unprivileged examiner: what it says is true, or it says that it cannot know")
  func unprivileged() throws {
    try withReachableDirectory { folder in
      let trees = Self.random(in: folder, seed: 77, count: Self.trees)
      let answers = try KernelJudge.answers(to: trees)
      let questions = trees.flatMap(\.questions)
      try #require(answers.count == questions.count && questions.count >= 5000)
      for examiner in [Identity(uid: 1001, gid: 2001, groups: [2002]), Identity(uid: 1003, gid: 2009)] {
        let said = try Unprivileged.run(as: examiner) { Self.answers(of: LiveMachine(), to: questions) }
        try #require(said.count == questions.count)
        let wrong = zip(zip(questions, answers), said).filter { $1 != "unknown" && $1 != $0.1 }
        #expect(
          wrong.isEmpty,
          "\(wrong.count) are wrong, for example\n\(wrong.prefix(8).map { "\(Self.told($0.0.0)): \($0.1), the kernel says \($0.0.1)" }.joined(separator: "\n"))"
        )
        let known = said.count { $0 != "unknown" }
        #expect(known > said.count / 2 && known < said.count && said.contains("ok") && said.contains("EACCES"))
      }
      #expect(geteuid() == 0)
    }
  }

  /// The walk's verdict on each question; where the kernel can be asked for it too and disagrees, that stands instead.
  private static func answers(of machine: LiveMachine, to questions: [RandomTree.Question]) -> [String] {
    let mounts = machine.mountTable()
    return questions.map { question in
      let place = Place(FilePath(question.path))
      let verdict = verdict(
        machine.walk(place, as: question.identity, for: question.purpose, mounts: mounts))
      let access = access(question.purpose, isDirectory: (try? machine.status(place))?.kind == .directory)
      guard verdict == "ok" || verdict == "EACCES",
        let asked = machine.ask(access, to: place, as: question.identity)
      else { return verdict }
      let kernel =
        switch asked {
        case .success: "ok"
        case .failure(let problem): name(problem)
        }
      return kernel == verdict ? verdict : "computed \(verdict), asked \(kernel)"
    }
  }

  private static func random(in folder: String, seed: UInt64, count: Int) -> [RandomTree] {
    var random = RandomSource(seed: seed)
    return (0..<count).map { number in
      RandomTree(
        root: "\(folder)/t\(number)", identities: identities, questionsEach: questionsEach, random: &random)
    }
  }

  private static func access(_ purpose: Walk.Purpose, isDirectory: Bool) -> Access {
    switch purpose {
    case .read: isDirectory ? .search : .read
    case .write: isDirectory ? [.write, .search] : .write
    case .list: .read
    }
  }

  private static func verdict(_ walk: Walk) -> String {
    if walk.denied != nil { return "EACCES" }
    if case .failed(let problem) = walk.end { return problem == .permissionDenied ? "unknown" : name(problem) }
    return walk.isAllowed == true ? "ok" : "unknown"
  }

  private static func name(_ problem: Errno) -> String {
    switch problem {
    case .permissionDenied: "EACCES"
    case .noSuchFileOrDirectory: "ENOENT"
    case .notDirectory: "ENOTDIR"
    case .tooManySymbolicLinkLevels: "ELOOP"
    default: "\(problem)"
    }
  }

  private static func told(_ question: RandomTree.Question) -> String {
    let identity = question.identity
    return "\(question.purpose.rawValue) \(question.path) as \(identity.uid):\(identity.gid) \(identity.groups) "
      + "with \(identity.capabilities.shown.count) capabilities"
  }
}
