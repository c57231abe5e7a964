import Foundation
import Glibc
import Linux
import SystemPackage
import Testing

/// Processes of a user namespace with other ids: what is computed for them, against what they can really open.
@Suite(.serialized, .asRoot) struct UserNamespaceTests {
  /// Takes a directory and an inner id; a child with that id, mapped to 100000 and on, opens every file and tells how it went.
  private static let child = """
    import ctypes, os, sys
    folder, uid = sys.argv[1], int(sys.argv[2])
    ready, mapped = os.pipe(), os.pipe()
    pid = os.fork()
    if pid == 0:
        if ctypes.CDLL(None).unshare(0x10000000 | 0x20000): os._exit(1)
        os.write(ready[1], b'x'); os.read(mapped[0], 1)
        os.setgroups([]); os.setgid(uid); os.setuid(uid)
        said = []
        for name in sorted(os.listdir(folder)):
            for flags in (os.O_RDONLY, os.O_WRONLY):
                try: os.close(os.open(folder + '/' + name, flags)); said.append(name + ' ok')
                except OSError: said.append(name + ' no')
        print("child", ','.join(said), flush=True); sys.stdin.read(); os._exit(0)
    os.read(ready[0], 1)
    for kind in ('uid_map', 'gid_map'): open(f'/proc/{pid}/{kind}', 'w').write('0 100000 65536')
    print(pid, flush=True); os.write(mapped[1], b'x'); os.waitpid(pid, 0)
    """

  @Test("what a process of another user namespace may do is what it can do", arguments: [0, 33])
  func agreement(inner: Int) throws {
    try withReachableDirectory { folder in
      for (owner, group) in [
        (0, 0), (100_000, 100_000), (100_033, 100_000), (100_033, 0), (5000, 100_033), (200_000, 200_000),
      ] {
        for mode in [0o600, 0o060, 0o604, 0o440] {
          let path = "\(folder)/\(owner)-\(group)-\(String(mode, radix: 8))"
          try Data("x".utf8).write(to: URL(fileURLWithPath: path))
          #expect(chown(path, uid_t(owner), gid_t(group)) == 0 && chmod(path, mode_t(mode)) == 0)
        }
      }
      let (input, output) = (Pipe(), Pipe())
      let process = Process()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/python3")
      process.arguments = ["-c", Self.child, folder, "\(inner)"]
      (process.standardInput, process.standardOutput) = (input, output)
      try process.run()
      defer {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
      }
      var said = ""
      while said.filter({ $0 == "\n" }).count < 2 {
        let more = output.fileHandleForReading.availableData
        try #require(!more.isEmpty)
        said += String(decoding: more, as: UTF8.self)
      }
      let lines = said.split(separator: "\n")
      let pid = try #require(Int(lines[0]))
      let answers = try #require(lines[1].split(separator: " ", maxSplits: 1).last).split(separator: ",")
      let machine = LiveMachine()
      let running = try #require(machine.process(pid))
      #expect(running.identity.uid == UInt32(100_000 + inner) && running.identity.reach != nil)
      let mounts = machine.mountTable(of: running.view)
      let names = try FileManager.default.contentsOfDirectory(atPath: folder).sorted()
      try #require(answers.count == 2 * names.count)
      for (index, name) in names.enumerated() {
        for (offset, purpose) in [Walk.Purpose.read, .write].enumerated() {
          let place = Place(FilePath("\(folder)/\(name)"), in: running.view)
          let walk = machine.walk(place, as: running.identity, for: purpose, mounts: mounts)
          let isAllowed = answers[2 * index + offset] == "\(name) ok"
          #expect(walk.isAllowed == isAllowed, "\(name) for \(purpose.rawValue)")
        }
      }
      let scan = try TreeScan(Place(FilePath(folder), in: running.view), as: running.identity, on: machine)
      scan.run { _ in }
      let closed = stride(from: 0, to: answers.count, by: 2).filter { answers[$0].hasSuffix(" no") }.count
      #expect(scan.tally.denied == closed && scan.tally.files == names.count && closed > 0)
    }
  }

  @Test("mounts of the kernel's own making are left out of a scan and named")
  func madeUpMounts() throws {
    try withReachableDirectory { folder in
      let script =
        "cd \"$0\"; mkdir p s; mount -t proc proc p; mount -t sysfs sysfs s; echo x > f; echo up; exec sleep 300"
      let process = Process()
      let output = Pipe()
      process.executableURL = URL(fileURLWithPath: "/usr/bin/unshare")
      process.arguments = ["-m", "sh", "-c", script, folder]
      process.standardOutput = output
      try process.run()
      defer {
        kill(process.processIdentifier, SIGKILL)
        process.waitUntilExit()
      }
      try #require(String(decoding: output.fileHandleForReading.availableData, as: UTF8.self) == "up\n")
      let view = Viewpoint.process(Int(process.processIdentifier))
      let scan = try TreeScan(Place(FilePath(folder), in: view), as: Identity(uid: 33, gid: 33), on: LiveMachine())
      scan.run { _ in }
      #expect(scan.tally.files == 1 && scan.tally.skippedCount == 2)
      #expect(Set(scan.tally.skipped.map(\.string)) == ["\(folder)/p", "\(folder)/s"])
    }
  }
}
