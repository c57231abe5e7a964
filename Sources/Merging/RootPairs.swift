import Diagnostics
import Facts

/// What the directories of different reports say together: whether what one writes is what another reads.
struct RootPairs {
  let roots: [SeenRoot]
  let mounts: SharedMounts
  let served: ServedRoutes

  func record(to log: inout MergeLog) {
    for reader in roots where !reader.isWriter && reader.seen.prefix != "/" { pair(reader, &log) }
    for writer in roots where writer.isWriter && writer.isForUploads { recordWriterAlone(writer, &log) }
  }

  private func pair(_ reader: SeenRoot, _ log: inout MergeLog) {
    let isSeenByItself = roots.contains {
      $0.isWriter && $0.host == reader.host && $0.route == reader.route && $0.hasProcess
    }
    guard !isSeenByItself else { return }
    let writers = roots.filter {
      $0.isWriter && $0.host != reader.host && $0.hasPurpose(of: reader) && $0.hasProcess
    }
    guard !writers.isEmpty else { return recordReaderAlone(reader, &log) }
    let answers = writers.map { ($0, reader.isSame(as: $0)) }
    if let (writer, _) = answers.first(where: { $0.1 == true }) { return recordSame(writer, reader, &log) }
    for (writer, answer) in answers where answer == false { recordDifferent(writer, reader, &log) }
  }

  private func recordSame(_ writer: SeenRoot, _ reader: SeenRoot, _ log: inout MergeLog) {
    log.record(
      RootsSame(reader: reader.place, writer: writer.place), of: served.subject(reader),
      "\(writer.seen.path) of the application on \(writer.host) and \(reader.seen.path) of nginx on \(reader.host) are one directory"
    )
    guard let uid = reader.seen.uid else { return }
    let closed = writer.newest.filter { !$0.isReadable(uid: uid, groups: Set(reader.seen.gids)) }
    guard let file = closed.first else { return }
    log.record(
      MergeIdsDiffer(
        count: closed.count, example: file.name, mode: file.mode, owner: file.uid, path: reader.seen.path,
        reader: reader.host, uid: uid, writer: writer.host),
      of: served.subject(reader),
      "\(file.name) is \(file.mode) and belongs to \(file.uid):\(file.gid), the ids of \(writer.host); nginx on \(reader.host) has uid \(uid) and may not read it"
    )
  }

  private func recordDifferent(_ writer: SeenRoot, _ reader: SeenRoot, _ log: inout MergeLog) {
    let lacking = reader.lacking(from: writer) ?? []
    let isCopy = lacking.isEmpty && (!writer.newest.isEmpty || reader.isOfBuild)
    guard !isCopy else { return }
    if let file = lacking.first {
      log.record(
        MergeUploadUnseen(count: lacking.count, example: file.name, reader: reader.place, writer: writer.place),
        of: served.subject(reader),
        "\(file.name), which \(writer.host) has in \(writer.seen.path), is not in \(reader.seen.path) on \(reader.host)"
      )
    }
    guard writer.isInContainer || reader.isInContainer else {
      return log.record(
        RootsDiffer(
          example: lacking.first?.name, missing: lacking.count, reader: reader.place, setting: writer.seen.setting,
          writer: writer.place),
        of: served.subject(reader),
        "The application on \(writer.host) stores files in \(writer.seen.path) (\(writer.seen.setting ?? "")), nginx on \(reader.host) serves \(reader.seen.path)"
      )
    }
    if let there = mounts.place(of: writer, on: reader), there != reader.seen.path {
      return log.record(
        MountSharedElsewhere(readerPath: reader.seen.path, sharedAt: there, writerPath: writer.seen.path),
        of: served.subject(reader),
        "nginx on \(reader.host) has the volume of \(writer.host) mounted, with its files in \(there), but looks in \(reader.seen.path)"
      )
    }
    recordOtherMount(writer, reader, &log)
  }

  private func recordOtherMount(_ writer: SeenRoot, _ reader: SeenRoot, _ log: inout MergeLog) {
    let words = reader.isMounted ? "another volume (\(reader.volume))" : "nothing: the container's own layer"
    log.record(
      MountNotShared(
        reader: reader.isMounted ? reader.volume : nil, readerKind: reader.isMounted ? .otherVolume : .nothing,
        readerPath: reader.seen.path, writer: writer.volume, writerPath: writer.seen.path),
      of: served.subject(reader),
      "The application on \(writer.host) writes to \(writer.seen.path) on \(writer.volume); nginx's \(reader.seen.path) on \(reader.host) is on \(words)"
    )
  }

  private func recordReaderAlone(_ reader: SeenRoot, _ log: inout MergeLog) {
    guard reader.isForUploads else { return }
    log.miss(
      reader, of: served.subject(reader),
      needs:
        "no report shows who writes the files that nginx on \(reader.host) serves from \(reader.seen.path): run servedoctor where the application runs, and merge its report"
    )
  }

  private func recordWriterAlone(_ writer: SeenRoot, _ log: inout MergeLog) {
    let isRead = roots.contains { !$0.isWriter && $0.hasPurpose(of: writer) }
    guard !isRead, writer.hasProcess else { return }
    log.miss(
      writer, of: served.subject(writer),
      needs:
        "no report shows a web server that serves what \(writer.host) writes to \(writer.seen.path): run servedoctor where nginx runs, and merge its report"
    )
  }
}
