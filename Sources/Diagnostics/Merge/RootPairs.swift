import Notation

/// What the directories of different reports say together: whether what one writes is what another reads.
struct RootPairs: Sendable {
  private let roots: [SeenRoot]
  private let releases: [Observation]
  private let mounts: [Observation]
  /// The routes of which a file came back as it lies on the disk.
  private let served: Set<String>
  private(set) var observations: [Observation] = []
  /// What no report could see, and who would have to be asked.
  private(set) var unseen: [Undetermined] = []

  init(_ seen: [Observation]) {
    roots = seen.compactMap { observation in
      observation.subject[.host].flatMap { SeenRoot(observation, host: $0) }
    }
    releases = seen.filter { $0.kind == "release.seen" }
    mounts = seen.filter { $0.kind == "mounts.seen" }
    served = Set(seen.filter { $0.kind == "http.body-matches" }.compactMap { $0.subject[.route] })
    for reader in roots where !reader.isWriter && reader.prefix != "/" { pair(reader) }
    for writer in roots where writer.isWriter && writer.kind == "media" { tellWriterAlone(writer) }
    tellOwnDisks()
    tellReleases()
  }

  private mutating func record(_ kind: String, _ subject: Subject, _ summary: String, _ data: [String: Value]) {
    guard !observations.contains(where: { $0.kind == kind && $0.subject == subject && $0.data == data }) else { return }
    observations.append(
      Observation(
        id: "merge/o\(observations.count + 1)", kind: kind, probe: "merge", subject: subject, summary: summary,
        data: data))
  }

  /// The route; the directory alone where files of the route are served well, which says nothing of those that it lacks.
  private func subject(_ root: SeenRoot) -> Subject {
    let route = root.observation.subject[.route] ?? ""
    return served.contains(route) ? [.host: root.host, .path: root.path] : [.host: root.host, .route: route]
  }

  // MARK: writer and reader

  private mutating func pair(_ reader: SeenRoot) {
    let isSeenByItself = roots.contains {
      $0.isWriter && $0.host == reader.host && $0.observation.subject[.route] == reader.observation.subject[.route]
        && $0.hasProcess
    }
    guard !isSeenByItself else { return }
    let writers = roots.filter {
      $0.isWriter && $0.host != reader.host && $0.kind == reader.kind && $0.prefix == reader.prefix && $0.hasProcess
    }
    guard !writers.isEmpty else { return tellReaderAlone(reader) }
    let answers = writers.map { ($0, reader.isSame(as: $0)) }
    if let (writer, _) = answers.first(where: { $0.1 == true }) { return tellSame(writer, reader) }
    for (writer, answer) in answers where answer == false { tellDifferent(writer, reader) }
  }

  private mutating func tellSame(_ writer: SeenRoot, _ reader: SeenRoot) {
    record(
      "roots.same", subject(reader),
      "\(writer.path) of the application on \(writer.host) and \(reader.path) of nginx on \(reader.host) are one directory",
      ["writer": .string("\(writer.host):\(writer.path)"), "reader": .string("\(reader.host):\(reader.path)")])
    guard let uid = reader.uid else { return }
    let closed = writer.newest.filter { !$0.isReadable(uid: uid, groups: reader.gids) }
    guard let file = closed.first else { return }
    record(
      "merge.ids-differ", subject(reader),
      "\(file.name) is \(file.mode) and belongs to \(file.uid):\(file.gid), the ids of \(writer.host); nginx on \(reader.host) has uid \(uid) and may not read it",
      [
        "example": .string(file.name), "mode": .string(file.mode), "owner": .int(file.uid), "uid": .int(uid),
        "count": .int(closed.count), "path": .string(reader.path), "writer": .string(writer.host),
        "reader": .string(reader.host),
      ])
  }

  private mutating func tellDifferent(_ writer: SeenRoot, _ reader: SeenRoot) {
    let lacking = reader.lacking(from: writer) ?? []
    let isCopy = lacking.isEmpty && (!writer.newest.isEmpty || reader.kind == "static")
    guard !isCopy else { return }
    if let file = lacking.first {
      record(
        "merge.upload-unseen", subject(reader),
        "\(file.name), which \(writer.host) has in \(writer.path), is not in \(reader.path) on \(reader.host)",
        [
          "example": .string(file.name), "count": .int(lacking.count),
          "writer": .string("\(writer.host):\(writer.path)"),
          "reader": .string("\(reader.host):\(reader.path)"),
        ])
    }
    guard writer.isInContainer || reader.isInContainer else { return tellTwoDirectories(writer, reader, lacking) }
    if let there = sharedPoint(writer, reader), there != reader.path {
      return record(
        "mount.shared-elsewhere", subject(reader),
        "nginx on \(reader.host) has the volume of \(writer.host) mounted, with its files in \(there), but looks in \(reader.path)",
        ["writer_path": .string(writer.path), "shared_at": .string(there), "reader_path": .string(reader.path)])
    }
    let words = reader.isMounted ? "another volume (\(reader.volume))" : "nothing: the container's own layer"
    record(
      "mount.not-shared", subject(reader),
      "The application on \(writer.host) writes to \(writer.path) on \(writer.volume); nginx's \(reader.path) on \(reader.host) is on \(words)",
      [
        "writer": .string(writer.volume), "reader": Value(reader.isMounted ? reader.volume : nil),
        "writer_path": .string(writer.path), "reader_path": .string(reader.path),
        "reader_kind": .string(reader.isMounted ? "other-volume" : "nothing"),
      ])
  }

  private mutating func tellTwoDirectories(_ writer: SeenRoot, _ reader: SeenRoot, _ lacking: [SeenFile]) {
    record(
      "roots.differ", subject(reader),
      "The application on \(writer.host) stores files in \(writer.path) (\(writer.setting ?? "")), nginx on \(reader.host) serves \(reader.path)",
      [
        "writer": .string("\(writer.host):\(writer.path)"), "reader": .string("\(reader.host):\(reader.path)"),
        "setting": Value(writer.setting), "missing": .int(lacking.count), "example": Value(lacking.first?.name),
      ])
  }

  /// Where the reader has the writer's mount, and in it the writer's directory; nil where it has not.
  private func sharedPoint(_ writer: SeenRoot, _ reader: SeenRoot) -> String? {
    guard writer.isMounted, writer.isOnKernel(of: reader) else { return nil }
    let lines = mounts.filter { $0.subject[.host] == reader.host }.flatMap { $0.data["mounts"]?.elements ?? [] }
    let point = lines.compactMap(\.text).first { $0.hasPrefix(writer.mounted + " ") }?.dropFirst(
      writer.mounted.count + 1)
    guard let point, point != "/" else { return nil }
    return String(point) + writer.path.dropFirst(writer.point.count)
  }

  private mutating func tellReaderAlone(_ reader: SeenRoot) {
    guard reader.kind == "media" else { return }
    miss(
      reader,
      "no report shows who writes the files that nginx on \(reader.host) serves from \(reader.path): run servedoctor where the application runs, and merge its report"
    )
  }

  private mutating func tellWriterAlone(_ writer: SeenRoot) {
    let isRead = roots.contains { !$0.isWriter && $0.prefix == writer.prefix && $0.kind == writer.kind }
    guard !isRead, writer.hasProcess else { return }
    miss(
      writer,
      "no report shows a web server that serves what \(writer.host) writes to \(writer.path): run servedoctor where nginx runs, and merge its report"
    )
  }

  private mutating func miss(_ root: SeenRoot, _ needs: String) {
    record(
      "merge.unseen", subject(root), needs.prefix(1).uppercased() + needs.dropFirst(),
      ["side": root.isWriter ? "reader" : "writer", "path": .string(root.path)])
    guard !unseen.contains(where: { $0.id == "volumes.not-shared" }) else { return }
    unseen.append(Undetermined(id: "volumes.not-shared", needs: needs, probe: "roots"))
  }

  // MARK: instances

  /// Instances of one application, each of which stores uploads on a disk of its own.
  private mutating func tellOwnDisks() {
    let writers = roots.filter { $0.isWriter && $0.kind == "media" && $0.hasProcess }
    for (index, first) in writers.enumerated() {
      for second in writers[(index + 1)...]
      where first.host != second.host && first.prefix == second.prefix && first.program == second.program
        && first.isSame(as: second) == false
      {
        let unseen = (second.lacking(from: first) ?? []) + (first.lacking(from: second) ?? [])
        guard let file = unseen.first else { continue }
        record(
          "merge.own-disks", subject(first),
          "\(first.program ?? "The application") on \(first.host) stores uploads in \(first.path) (\(first.volume)), on \(second.host) in \(second.path) (\(second.volume)): these are two directories, and \(file.name) is in one of them only",
          [
            "first": .string("\(first.host):\(first.path)"), "second": .string("\(second.host):\(second.path)"),
            "example": .string(file.name), "count": .int(unseen.count),
          ])
      }
    }
  }

  /// Whether two manifests are of one application: most of their files have the same names but for the hashes.
  private func areKin(_ first: Observation, _ second: Observation) -> Bool {
    let own = Set((first.data["names"]?.elements ?? []).compactMap(\.text))
    let others = Set((second.data["names"]?.elements ?? []).compactMap(\.text))
    return own.intersection(others).count * 2 >= max(1, min(own.count, others.count))
  }

  /// Manifests of one tool for one prefix whose names differ between hosts.
  private mutating func tellReleases() {
    for (index, first) in releases.enumerated() {
      for second in releases[(index + 1)...] where first.subject[.host] != second.subject[.host] {
        guard first.data["prefix"] == second.data["prefix"], first.data["tool"] == second.data["tool"],
          first.data["name"] == second.data["name"], first.data["digest"] != second.data["digest"]
        else { continue }
        let own = Set((first.data["paths"]?.elements ?? []).compactMap(\.text))
        let others = Set((second.data["paths"]?.elements ?? []).compactMap(\.text))
        let (left, right) = (own.subtracting(others).sorted(), others.subtracting(own).sorted())
        guard areKin(first, second), let name = left.first, let otherName = right.first,
          let host = first.subject[.host],
          let other = second.subject[.host]
        else { continue }
        record(
          "merge.releases-differ", [.host: host, .route: first.subject[.route] ?? ""],
          "\(first.data["manifest"]?.text ?? "") on \(host) names \(name), \(second.data["manifest"]?.text ?? "") on \(other) names \(otherName): they are of different releases",
          [
            "first": .string(host), "second": .string(other), "example": .string(name), "other": .string(otherName),
            "count": .int(left.count + right.count), "manifest": Value(first.data["manifest"]?.text),
          ])
      }
    }
  }
}
