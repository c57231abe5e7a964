import Glibc
public import SystemPackage

/// Reads lines in batches of bounded size, from a file, a pipe or standard input.
///
/// A line longer than a batch is cut there; what follows it up to the line's end is left out.
public final class LineReader {
  /// A part of the lines: their bytes and where each stands in them, line ends left out.
  public struct Batch: Sendable {
    public let bytes: [UInt8]
    public let lines: [Range<Int>]
  }

  /// What a read came to.
  public enum Step: Sendable {
    case lines(Batch)
    case end
    /// Nothing arrived in time.
    case late
  }

  private let descriptor: Int32
  private let size: Int
  private var rest: [UInt8] = []
  private var isAtEnd = false
  private var isSkipping = false

  /// Opens a file or a pipe; standard input where there is no path.
  ///
  /// The corresponding C function is `open`.
  public init(_ path: FilePath?, batch size: Int = 1 << 19) throws(Errno) {
    self.size = size
    guard let path else {
      descriptor = 0
      return
    }
    let flags = O_RDONLY | O_CLOEXEC | O_NOCTTY
    guard !path.isAbsolute else {
      descriptor = try LiveMachine().openSafely(Place(path), flags: flags)
      return
    }
    descriptor = open(path.string0, flags)
    guard descriptor >= 0 else { throw Errno(rawValue: errno) }
  }

  deinit { if descriptor > 0 { close(descriptor) } }

  /// The next lines, waiting for them so long at most.
  public func next(within limit: Duration) throws(Errno) -> Step {
    if isAtEnd { return .end }
    let deadline = ContinuousClock.now + limit
    var bytes = rest
    rest = []
    bytes.reserveCapacity(size)
    while bytes.count < size {
      guard try waits(until: deadline) else {
        rest = bytes
        return .late
      }
      let count = try append(to: &bytes)
      if count == 0 {
        isAtEnd = true
        break
      }
      if let end = bytes.lastIndex(of: newline), isWaiting == false || bytes.count >= size {
        rest = Array(bytes[(end + 1)...])
        bytes.removeLast(bytes.count - end)
        break
      }
    }
    return bytes.isEmpty && isAtEnd ? .end : .lines(split(bytes))
  }

  /// Whether more can be read at once, so that a fuller batch costs no waiting.
  private var isWaiting: Bool {
    var asked = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&asked, 1, 0) > 0
  }

  private func waits(until deadline: ContinuousClock.Instant) throws(Errno) -> Bool {
    let left = ContinuousClock.now.duration(to: deadline)
    let milliseconds = left.components.seconds * 1000 + left.components.attoseconds / 1_000_000_000_000_000
    guard milliseconds > 0 else { return false }
    var asked = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    let ready = poll(&asked, 1, Int32(clamping: milliseconds))
    if ready < 0, errno == EINTR { return try waits(until: deadline) }
    guard ready >= 0 else { throw Errno(rawValue: errno) }
    return ready > 0
  }

  private func append(to bytes: inout [UInt8]) throws(Errno) -> Int {
    let wanted = size - bytes.count
    var problem: Int32 = 0
    let part = [UInt8](unsafeUninitializedCapacity: wanted) { buffer, count in
      let got = read(descriptor, buffer.baseAddress, wanted)
      problem = got < 0 ? errno : 0
      count = max(0, got)
    }
    if problem == EINTR { return try append(to: &bytes) }
    guard problem == 0 else { throw Errno(rawValue: problem) }
    bytes += part
    return part.count
  }

  private func split(_ bytes: [UInt8]) -> Batch {
    var lines: [Range<Int>] = []
    lines.reserveCapacity(bytes.count / 24)
    var start = 0
    var hasEnd = false
    bytes.withUnsafeBufferPointer { buffer in
      guard let base = buffer.baseAddress else { return }
      while start < buffer.count {
        let found = memchr(base + start, Int32(newline), buffer.count - start)
        let end = found.map { UnsafeRawPointer($0) - UnsafeRawPointer(base) } ?? buffer.count
        hasEnd = found != nil
        if !isSkipping, end > start { lines.append(start..<end) }
        isSkipping = false
        start = end + 1
      }
    }
    isSkipping = !hasEnd && bytes.count >= size && !isAtEnd
    return Batch(bytes: bytes, lines: lines)
  }
}

private let newline = UInt8(ascii: "\n")
