import Foundation
import Glibc
import Linux
import Synchronization
import SystemPackage
import Testing

/// What the machine says, against findmnt, df, stat and namei; and against the kernel in another mount namespace.
struct AgreementTests {
  @Test("the mounts are those of findmnt")
  func mounts() throws {
    let said = try run("/usr/bin/findmnt", ["--list", "--json", "--output", "TARGET,FSTYPE,ID"])
    struct Answer: Decodable {
      struct Row: Decodable {
        let target: String
        let fstype: String
        let id: Int
      }
      let filesystems: [Row]
    }
    let rows = try JSONDecoder().decode(Answer.self, from: Data(said.utf8)).filesystems
    let own = LiveMachine().mountTable().mounts
    #expect(
      Set(rows.map { "\($0.id) \($0.target) \($0.fstype)" })
        == Set(own.map { "\($0.id) \($0.point.string) \($0.type)" }))
  }

  @Test("space and inodes are those of df and stat", arguments: ["/", "/tmp", "/dev/shm", "/proc"])
  func space(path: String) throws {
    let own = try LiveMachine().space(at: Place(FilePath(path)))
    let df = try run("/usr/bin/df", ["-B1", "--output=size,itotal", path]).split(separator: "\n")
    let numbers = try #require(df.last).split(separator: " ").map { Int($0) ?? 0 }
    #expect(own.total == numbers[0] && own.inodes == numbers[1])
    let stat = try run("/usr/bin/stat", ["-f", "--format=%S %b %c", path]).split(whereSeparator: \.isWhitespace)
    let blocks = stat.compactMap { Int($0) }
    #expect(own.total == blocks[0] * blocks[1] && own.inodes == blocks[2])
  }

  @Test("the components of a walk have the modes and owners that namei shows")
  func components() throws {
    try withReachableDirectory { folder in
      let deep = "\(folder)/a/b c/d"
      try FileManager.default.createDirectory(atPath: deep, withIntermediateDirectories: true)
      try Data().write(to: URL(fileURLWithPath: deep + "/f.txt"))
      #expect(chmod("\(folder)/a", 0o711) == 0 && chmod(deep + "/f.txt", 0o4640) == 0)
      symlink("a/b c", folder + "/short")
      let machine = LiveMachine()
      for path in [deep + "/f.txt", folder + "/short/d/f.txt", folder + "/a/../short/d/f.txt"] {
        let walk = machine.walk(
          Place(FilePath(path)), as: machine.examiner, for: .read, mounts: machine.mountTable())
        let letters = try run("/usr/bin/namei", ["-n", "-m", path]).split(separator: "\n").compactMap { line in
          line.split(separator: " ").first.map { String($0.prefix(10).dropFirst()) }
        }
        let shown = walk.components.map { Self.letters($0.status?.mode ?? 0) }
        let plain = letters.filter { $0.count == 9 }
        #expect(Set(shown).isSuperset(of: plain) && !plain.isEmpty, "\(path)")
      }
    }
  }

  static func letters(_ mode: UInt32) -> String {
    func triple(_ bits: UInt32, _ special: Bool, _ letter: String) -> String {
      let run = bits & 1 != 0
      let last = special ? (run ? letter : letter.uppercased()) : (run ? "x" : "-")
      return (bits & 4 != 0 ? "r" : "-") + (bits & 2 != 0 ? "w" : "-") + last
    }
    return triple(mode >> 6, mode & 0o4000 != 0, "s") + triple(mode >> 3, mode & 0o2000 != 0, "s")
      + triple(mode, mode & 0o1000 != 0, "t")
  }

  @Test("a read-only bind mount of another namespace refuses writes there, for root too, and only there", .asRoot)
  func readOnlyBind() throws {
    try withReachableDirectory { folder in
      let media = "\(folder)/media"
      try FileManager.default.createDirectory(atPath: media, withIntermediateDirectories: true)
      try Data("x".utf8).write(to: URL(fileURLWithPath: media + "/f"))
      #expect(chmod(media + "/f", 0o666) == 0 && chmod(media, 0o777) == 0)
      let child = Process()
      let output = Pipe()
      child.executableURL = URL(fileURLWithPath: "/usr/bin/unshare")
      child.arguments = [
        "-m", "sh", "-c",
        "mount --bind \(media) \(media) && mount -o remount,bind,ro \(media) && echo up && exec sleep 60",
      ]
      child.standardOutput = output
      try child.run()
      defer { kill(child.processIdentifier, SIGKILL) }
      #expect(String(decoding: output.fileHandleForReading.availableData, as: UTF8.self) == "up\n")
      let machine = LiveMachine()
      let process = try #require(machine.process(Int(child.processIdentifier)))
      for (view, isOpen) in [(process.view, false), (.own, true)] {
        for identity in [
          Identity(uid: 33, gid: 33), Identity(uid: 0, gid: 0), Identity(uid: 0, gid: 0, capabilities: []),
        ] {
          let place = Place(FilePath(media + "/f"), in: view)
          let walk = machine.walk(place, as: identity, for: .write, mounts: machine.mountTable(of: view))
          #expect(walk.isAllowed == isOpen)
          let answer = machine.ask(.write, to: place, as: identity)
          if isOpen {
            #expect((try? answer?.get()) != nil)
          } else {
            #expect(throws: Errno.readOnlyFileSystem) { try answer?.get() }
          }
          let scan = try TreeScan(Place(FilePath(media), in: view), as: identity, for: .write, on: machine)
          scan.run { _ in }
          #expect(scan.tally.denied == (isOpen ? 0 : 1) && scan.tally.files == 1)
        }
      }
    }
  }
}
