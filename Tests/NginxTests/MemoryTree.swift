import Nginx

/// A file tree in memory, seen by an identity that is neither root nor owner unless said otherwise; paths are walked
/// component by component with the kernel's rules.
struct MemoryTree: DocumentTree {
  enum Content: Equatable {
    case file(String)
    case directory
    case link(String)
    case pipe
  }

  struct Entry: Equatable {
    var content: Content
    var mode: Int
    var owner = 0
  }

  static let modified = 1_700_000_000
  var entries: [String: Entry] = ["": Entry(content: .directory, mode: 0o755)]
  var uid = 33

  init() {}

  /// Files by path; `/d/` is a directory; parents are made as needed.
  init(_ files: [String]) {
    for path in files {
      if path.hasSuffix("/") { add(String(path.dropLast()), .directory) } else { add(path, .file(path)) }
    }
  }

  mutating func add(_ path: String, _ content: Content, mode: Int? = nil, owner: Int = 0) {
    let parts = path.split(separator: "/")
    var parent = ""
    for part in parts.dropLast() {
      parent += "/" + part
      if entries[parent] == nil { entries[parent] = Entry(content: .directory, mode: 0o755) }
    }
    entries[path] = Entry(content: content, mode: mode ?? (content == .directory ? 0o755 : 0o644), owner: owner)
  }

  private func allows(_ entry: Entry, _ bit: Int) -> Bool {
    uid == 0 || (entry.owner == uid ? entry.mode >> 6 : entry.mode) & bit != 0
  }

  private func node(_ entry: Entry) -> Node {
    let (kind, size): (Node.Kind, Int) =
      switch entry.content {
      case .file(let text): (.file, text.utf8.count)
      case .directory: (.directory, 4096)
      case .link: (.link, 0)
      case .pipe: (.other, 0)
      }
    return Node(kind: kind, size: size, modified: MemoryTree.modified, owner: entry.owner, mode: entry.mode)
  }

  private func walk(_ path: String, followsLast: Bool) -> Result<(String, Entry), TreeProblem> {
    var pending = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
    var place = ""
    var links = 0
    if path.utf8.count >= 4096 { return .failure(TreeProblem(errno: 36)) }
    pending.removeAll(where: \.isEmpty)
    let endsInSlash = path.hasSuffix("/")
    while !pending.isEmpty {
      let name = pending.removeFirst()
      guard let current = entries[place], current.content == .directory else {
        return .failure(TreeProblem(errno: entries[place] == nil ? 2 : 20))
      }
      guard allows(current, 1) else { return .failure(TreeProblem(errno: 13)) }
      if name.utf8.count > 255 { return .failure(TreeProblem(errno: 36)) }
      if name == "." { continue }
      if name == ".." {
        place = String(place.prefix(upTo: place.lastIndex(of: "/") ?? place.startIndex))
        continue
      }
      let next = place + "/" + name
      guard let entry = entries[next] else { return .failure(TreeProblem(errno: 2)) }
      if case .link(let target) = entry.content, !pending.isEmpty || followsLast || endsInSlash {
        links += 1
        if links > 40 { return .failure(TreeProblem(errno: 40)) }
        if target.hasPrefix("/") { place = "" }
        pending = target.split(separator: "/").map(String.init) + pending
        continue
      }
      place = next
    }
    guard let entry = entries[place] else { return .failure(TreeProblem(errno: 2)) }
    if endsInSlash, entry.content != .directory { return .failure(TreeProblem(errno: 20)) }
    return .success((place, entry))
  }

  func status(_ path: [UInt8]) -> Result<Node, TreeProblem> {
    walk(ByteText.string(path), followsLast: true).map { node($0.1) }
  }

  func open(_ path: [UInt8]) -> Result<Node, TreeProblem> {
    walk(ByteText.string(path), followsLast: true).flatMap { _, entry in
      allows(entry, 4) ? .success(node(entry)) : .failure(TreeProblem(errno: 13))
    }
  }

  func list(_ path: [UInt8]) -> Result<[[UInt8]], TreeProblem> {
    walk(ByteText.string(path), followsLast: true).flatMap { place, entry in
      guard entry.content == .directory else { return .failure(TreeProblem(errno: 20)) }
      guard allows(entry, 4) else { return .failure(TreeProblem(errno: 13)) }
      let names = entries.keys.filter { $0.hasPrefix(place + "/") }.map { $0.dropFirst(place.count + 1) }
      return .success(names.filter { !$0.contains("/") }.map { Array($0.utf8) })
    }
  }

  func link(_ path: [UInt8]) -> Result<Node, TreeProblem> {
    walk(ByteText.string(path), followsLast: false).map { node($0.1) }
  }
}
