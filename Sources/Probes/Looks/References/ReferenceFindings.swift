import Facts
import Linux
import SystemPackage

/// What the keys of one route lead to.
struct ReferenceFindings: Sendable {
  /// A key that leads to nothing, and the one that it may mean.
  struct Near: Sendable {
    var tally = Tally()
    /// The wanted key and the one that is there, of the first forty.
    var pairs: [(wanted: [UInt8], found: [UInt8])] = []
  }

  /// A size or content that is not as recorded.
  struct Difference: Sendable {
    var tally = Tally()
    var recorded = ""
    var actual = ""
  }

  var looked = 0
  var present = 0
  var missing = Tally()
  /// Missing ones for which a near name was looked for.
  var searched = 0
  var near: [NearKey.Kind: Near] = [:]
  var elsewhere: [String: Tally] = [:]
  var noFile = Tally()
  var unknown = Tally()
  var sizes: [RecordsSizeDiffers.Kind: Difference] = [:]
  var contents = Difference()
  var digests = 0
  var unserved = Tally()
  var closed = Tally()
  var closedKeys: [[UInt8]] = []
}

extension ReferenceSurvey {
  /// Looks up what the keys lead to.
  mutating func look(up references: [Reference], _ number: Int) async {
    let target = targets[number]
    guard let store = target.store, target.problem == nil else { return }
    let states = await store.states(of: references.map(\.key))
    var served: [[UInt8]] = []
    for (reference, state) in zip(references, states) {
      findings[number].looked += 1
      switch state {
      case .present(let size, let status):
        findings[number].present += 1
        served.append(reference.key)
        compareSize(reference, size, number)
        if let status, let worker = target.worker { judge(reference.key, status, worker, number) }
        await compareContent(reference, size, store, number)
      case .absent: await miss(reference.key, target, store, number)
      case .noFile: findings[number].noFile.add(key: reference.key)
      case .unknown(let why): findings[number].unknown.add("\(shownText(reference.key)): \(why)")
      }
    }
    guard let reader = target.reader else { return }
    for (key, state) in zip(served, reader.states(of: served)) where state == .absent {
      findings[number].unserved.add(key: key)
    }
  }

  private mutating func compareSize(_ reference: Reference, _ size: Int, _ number: Int) {
    let kind: RecordsSizeDiffers.Kind
    if size == 0, reference.size != 0 {
      kind = .empty
    } else if let recorded = reference.size, recorded != size {
      kind = size < recorded ? .shorter : .longer
    } else {
      return
    }
    var difference = findings[number].sizes[kind] ?? ReferenceFindings.Difference()
    if difference.tally.count == 0 {
      difference.recorded = reference.size.map { String($0) } ?? ""
      difference.actual = String(size)
    }
    difference.tally.add(key: reference.key)
    findings[number].sizes[kind] = difference
  }

  /// Compares content with the recorded hash, for as many files as time allows, up to 32 MB each.
  private mutating func compareContent(
    _ reference: Reference, _ size: Int, _ store: any ReferenceStore, _ number: Int
  ) async {
    let limit = 32 << 20
    guard let digest = reference.digest, reference.size ?? size == size, size <= limit, affords(),
      let bytes = await store.contents(of: reference.key, limit: limit), bytes.count == size
    else { return }
    findings[number].digests += 1
    let actual = ContentDigest.sha256(bytes)
    guard actual != digest else { return }
    if findings[number].contents.tally.count == 0 {
      findings[number].contents.recorded = digest
      findings[number].contents.actual = actual
    }
    findings[number].contents.tally.add(key: reference.key)
  }

  private mutating func judge(_ key: [UInt8], _ status: FileStatus, _ worker: Identity, _ number: Int) {
    let permission = Permission.decide(.read, on: status, list: nil, as: worker, isMountReadOnly: false)
    guard !permission.isAllowed else { return }
    findings[number].closed.add(key: key)
    if findings[number].closedKeys.count < 20 { findings[number].closedKeys.append(key) }
  }

  private mutating func miss(
    _ key: [UInt8], _ target: ReferenceTarget, _ store: any ReferenceStore, _ number: Int
  ) async {
    findings[number].missing.add(key: key)
    guard affords() else { return }
    findings[number].searched += 1
    if let near = await store.nearKey(to: key) {
      var group = findings[number].near[near.kind] ?? ReferenceFindings.Near()
      group.tally.add("\(shownText(key)) is \(shownText(near.key))")
      if group.pairs.count < 40 { group.pairs.append((key, near.key)) }
      findings[number].near[near.kind] = group
      return
    }
    for other in target.others + (target.reader.map { [$0] } ?? []) {
      guard case .present? = other.states(of: [key]).first else { continue }
      findings[number].elsewhere[other.name, default: Tally()].add(key: key)
      return
    }
  }
}
