import Foundation
import Glibc
import Linux
import Synchronization
import SystemPackage
import Testing

/// A scan against the same questions asked one by one.
@Suite(.asRoot)
struct ScanTests {
  @Test("every file of random trees: a scan refuses what the kernel refuses", arguments: [true, false])
  func randomTrees(asksKernel: Bool) throws {
    try withReachableDirectory { folder in
      var random = RandomSource(seed: asksKernel ? 31 : 32)
      let trees = (0..<30).map { number in
        RandomTree(root: "\(folder)/t\(number)", identities: 3, questionsEach: 1, random: &random)
      }
      _ = try KernelJudge.answers(to: trees)
      let machine = LiveMachine()
      for tree in trees {
        for identity in tree.questions.map(\.identity) {
          for purpose in [Walk.Purpose.read, .write] {
            let scan = try TreeScan(
              Place(FilePath(tree.root)), as: identity, for: purpose, on: machine, tellsAll: true,
              asksKernel: asksKernel)
            let refused = Self.refused(scan)
            let access: Access = purpose == .write ? .write : .read
            let expected = Self.files(below: tree.root).filter { file in
              if case .failure? = machine.ask(access, to: Place(FilePath(file)), as: identity) { true } else { false }
            }
            #expect(refused == Set(expected), "\(purpose) as \(identity)")
            #expect(scan.tally.denied >= refused.count)
          }
        }
      }
    }
  }

  /// The paths of regular files that a scan refuses.
  private static func refused(_ scan: TreeScan) -> Set<String> {
    let paths = Mutex<Set<String>>([])
    scan.run { batch in
      let files = batch.denied.filter { !$0.isLink }.map(\.place.path.string)
      paths.withLock { $0.formUnion(files) }
    }
    return paths.withLock { $0 }
  }

  private static func files(below root: String) -> [String] {
    let names = (try? FileManager.default.subpathsOfDirectory(atPath: root)) ?? []
    return names.map { "\(root)/\($0)" }.filter { path in
      var status = stat()
      return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }
  }

  @Test("a wide tree and a deep one are counted once, whatever links and mounts lead around in them")
  func loops() throws {
    try withReachableDirectory { folder in
      for number in 0..<3000 { try Data().write(to: URL(fileURLWithPath: "\(folder)/wide\(number)")) }
      var deep = folder
      for level in 0..<200 { deep += "/d\(level)" }
      try FileManager.default.createDirectory(atPath: deep, withIntermediateDirectories: true)
      try Data().write(to: URL(fileURLWithPath: deep + "/last"))
      symlink(folder, folder + "/d0/up")
      symlink("self", folder + "/self")
      symlink("absent", folder + "/dangling")
      symlink("wide1", folder + "/alias")
      let scan = try TreeScan(
        Place(FilePath(folder)), as: Identity(uid: 33, gid: 33), on: LiveMachine())
      scan.run { _ in }
      #expect(scan.tally.files == 3001)
      #expect(scan.tally.directories == 201)
      #expect(scan.tally.links == 1)
      #expect(scan.tally.brokenLinks == 2)
      #expect(scan.tally.errors == 0 && scan.tally.unknown == 0)
    }
  }

  @Test("what is no directory is told by its errno")
  func wrongRoots() {
    #expect(throws: Errno.notDirectory) {
      try TreeScan(Place("/etc/passwd"), as: Identity(uid: 33, gid: 33), on: LiveMachine())
    }
    #expect(throws: Errno.noSuchFileOrDirectory) {
      try TreeScan(Place("/no-such-directory"), as: Identity(uid: 33, gid: 33), on: LiveMachine())
    }
  }
}
