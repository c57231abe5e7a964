import Foundation
import Glibc
import Linux
import SystemPackage
import Testing

/// What the machine says of another mount namespace, against findmnt, df, stat and namei that run inside it.
@Suite(.serialized, .asRoot) struct NamespaceAgreementTests {
  /// An ext4 disk with reserved blocks, where loop devices work, a tmpfs with limits, a read-only bind mount, and links.
  private static let world = """
    set -e; cd "$0"; umask 022; mount --make-rprivate /
    mkdir small disk shut; mount -t tmpfs -o size=3m,nr_inodes=50,mode=1771,nosuid,noexec small small
    truncate -s 24M image
    if mkfs.ext4 -q -m 10 -N 64 image 2>/dev/null && mount -o loop,nodev,noatime image disk 2>/dev/null; then :; else mount -t tmpfs -o size=24m disk disk; fi
    mkdir -p 'disk/a/b c' disk/d; echo text > 'disk/a/b c/f'; echo text > disk/d/g; : > small/one; : > small/two
    head -c 2000000 /dev/zero > disk/d/zeros; head -c 600000 /dev/zero > small/zeros
    mount --bind disk/a shut; mount -o remount,bind,ro,nosuid shut
    chmod 2750 disk/a; chmod 4711 disk/d; chmod 1777 'disk/a/b c'; chown 33:8 disk/a; chown 54321:54321 disk/d/g; chmod 604 disk/d/g
    ln -s disk/a short; ln -s a disk/short; ln -s "$0/short" full; ln -s ../../short/../d 'disk/a/b c/up'; ln -s turn round; ln -s round turn; ln -s nowhere/at/all lost
    ln -s "$0/disk" chain0; for n in $(seq 1 45); do ln -s chain$((n - 1)) chain$n; done
    sync -f disk; echo up; exec sleep 300
    """

  /// Runs a body with such a namespace's viewpoint, its directory, and a way to run programs in it.
  private func withWorld(
    _ body: (LiveMachine, Viewpoint, String, (String, [String]) throws -> String) throws -> Void
  ) throws {
    try withReachableDirectory { folder in
      let child = Process()
      let output = Pipe()
      child.executableURL = URL(fileURLWithPath: "/usr/bin/unshare")
      child.arguments = ["-m", "sh", "-c", Self.world, folder]
      child.standardOutput = output
      try child.run()
      defer {
        kill(child.processIdentifier, SIGKILL)
        child.waitUntilExit()
      }
      try #require(String(decoding: output.fileHandleForReading.availableData, as: UTF8.self) == "up\n")
      let pid = Int(child.processIdentifier)
      try body(LiveMachine(), .process(pid), folder) { program, arguments in
        try run("/usr/bin/nsenter", ["-t", "\(pid)", "-m", program] + arguments)
      }
    }
  }

  @Test("mounts have the sources, directories and options that findmnt shows")
  func mounts() throws {
    struct Answer: Decodable {
      struct Row: Decodable {
        let id: UInt64
        let parent: UInt64
        let target: String
        let source: String
        let fsroot: String
        let fstype: String
        let mounted: String
        let options: String

        enum CodingKeys: String, CodingKey {
          case id, parent, target, source, fsroot, fstype
          case mounted = "vfs-options"
          case options = "fs-options"
        }
      }
      let filesystems: [Row]
    }
    try withWorld { machine, view, folder, inside in
      let columns = "ID,PARENT,TARGET,SOURCE,FSROOT,FSTYPE,VFS-OPTIONS,FS-OPTIONS"
      let said = try inside("findmnt", ["--list", "--nofsroot", "--json", "-o", columns])
      let rows = try JSONDecoder().decode(Answer.self, from: Data(said.utf8)).filesystems
      let own = machine.mountTable(of: view).mounts
      func line(_ parts: [String]) -> String { parts.joined(separator: " | ") }
      let expected = rows.map {
        line(["\($0.id)", "\($0.parent)", $0.target, $0.source, $0.fsroot, $0.fstype, $0.mounted, $0.options])
      }
      let seen = own.map {
        line([
          "\($0.id)", "\($0.parent)", $0.point.string, $0.source, $0.fileSystemRoot, $0.type,
          $0.options.joined(separator: ","), $0.superOptions.joined(separator: ","),
        ])
      }
      #expect(Set(seen) == Set(expected))
      let shut = try #require(own.first { $0.point.string == "\(folder)/shut" })
      #expect(shut.fileSystemRoot == "/a" && shut.isReadOnly && !shut.isFileSystemReadOnly)
      // The mount that holds a path is the one that findmnt names for it.
      for path in ["small/one", "disk/d/g", "shut/b c", "short"].map({ "\(folder)/\($0)" }) {
        let real = try inside("realpath", [path]).split(separator: "\n").joined()
        let id = try inside("findmnt", ["-n", "-o", "ID", "--target", real]).split(whereSeparator: \.isWhitespace)
        let table = machine.mountTable(of: view)
        let held = table.mount(of: FilePath(real)).map { String($0.id) }
        #expect(held == id.last.map(String.init), "\(path)")
      }
    }
  }

  @Test("space and inodes, free and free for ordinary users, are those of df and stat")
  func space() throws {
    try withWorld { machine, view, folder, inside in
      for path in ["small", "disk", "disk/d/g", "shut", "full"].map({ "\(folder)/\($0)" }) {
        let own = try machine.space(at: Place(FilePath(path), in: view))
        let numbers = try inside("stat", ["-f", "--format=%S %b %f %a %c %d", path]).split(
          whereSeparator: \.isWhitespace
        )
        .compactMap { Int($0) }
        try #require(numbers.count == 6)
        let sizes = [own.total, own.free, own.available]
        let expected = numbers[1...3].map { $0 * numbers[0] }
        #expect(sizes == expected, "\(path)")
        let counts: [Int] = [own.blockSize, own.inodes, own.freeInodes]
        let said: [Int] = [numbers[0], numbers[4], numbers[5]]
        #expect(counts == said, "\(path)")
        let shown = try inside("df", ["-B1", "--output=size,avail,itotal,iavail", path]).split(separator: "\n").last
        let df = (shown ?? "").split(separator: " ").compactMap { Int($0) }
        #expect([own.total, own.available, own.inodes, own.freeInodes] == df, "\(path)")
      }
      let disk = try machine.space(at: Place(FilePath("\(folder)/disk"), in: view))
      let type = machine.mountTable(of: view).mount(of: FilePath("\(folder)/disk/d"))?.type
      if type == "ext4" { #expect(disk.free - disk.available > disk.total / 20) }
    }
  }

  @Test("a walk expands links and shows modes, owners and mount points as namei does")
  func components() throws {
    try withWorld { machine, view, folder, inside in
      let paths = [
        "disk/a/b c/f", "short/b c/f", "full/b c/f", "full/b c/up/g", "disk/d/g", "shut/b c/up/g", "small/one",
        "full/../a/./b c", "disk/a/b c/up/../a",
      ]
      for path in paths.map({ "\(folder)/\($0)" }) {
        let walk = machine.walk(
          Place(FilePath(path), in: view), as: machine.examiner, for: .read, mounts: machine.mountTable(of: view))
        let listed = named(try inside("namei", ["-l", "-x", path]))
        #expect(walk.components.map(shown) == listed, "\(path)")
        let real = try inside("realpath", [path]).split(separator: "\n").joined()
        #expect(walk.last?.place.path.string == real, "\(path)")
      }
    }
  }

  @Test("links in a circle, to nowhere, and more of them than allowed end as the kernel ends them")
  func ends() throws {
    try withWorld { machine, view, folder, inside in
      let paths = [
        "round/x", "turn", "lost", "disk/d/g/x", "disk/d/g/..", "chain38", "chain39", "chain40", "chain45/d/g",
      ]
      for path in paths.map({ "\(folder)/\($0)" }) {
        let walk = machine.walk(
          Place(FilePath(path), in: view), as: machine.examiner, for: .read, mounts: machine.mountTable(of: view))
        let script = "import os,sys\\ntry: os.stat(sys.argv[1]); print(0)\\nexcept OSError as e: print(e.errno)"
        let said = try inside("python3", ["-c", "exec('''\(script)''')", path])
        let errno: Int32 = if case .failed(let problem) = walk.end { problem.rawValue } else { 0 }
        #expect("\(errno)" == said.split(separator: "\n").joined(), "\(path)")
      }
    }
  }

  /// A component as namei -l -x shows one: `Drwxr-xr-x root root`, a link's target behind it.
  private func shown(_ component: Walk.Component) -> String {
    guard let status = component.status else { return "?" }
    let isPoint = component.mount?.point == component.place.path
    let kind =
      switch status.kind {
      case .directory: isPoint ? "D" : "d"
      case .symlink: "l"
      default: "-"
      }
    let user = getpwuid(status.uid).map { String(cString: $0.pointee.pw_name) } ?? String(status.uid)
    let group = getgrgid(status.gid).map { String(cString: $0.pointee.gr_name) } ?? String(status.gid)
    let target = component.linkTarget.map { " -> \($0.string)" } ?? ""
    return "\(kind)\(AgreementTests.letters(status.mode)) \(user) \(group)\(target)"
  }

  /// The components that namei lists, without those that it only repeats: the root behind an absolute link, `.` and `..`.
  private func named(_ text: String) -> [String] {
    let lines = text.split(separator: "\n").dropFirst()
    return lines.enumerated().compactMap { index, line in
      let words = line.split(separator: " ", maxSplits: 3, omittingEmptySubsequences: true).map(String.init)
      guard words.count == 4 else { return String(line) }
      let name = words[3].drop { $0 == " " }
      guard index == 0 || !["/", ".", ".."].contains(name) else { return nil }
      let target = name.range(of: " -> ").map { " -> " + name[$0.upperBound...] } ?? ""
      return words[..<3].joined(separator: " ") + (words[0].hasPrefix("l") ? target : "")
    }
  }
}
