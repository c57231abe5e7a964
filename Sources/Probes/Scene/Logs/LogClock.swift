import Notation

/// What a log's clock, local time without a zone, is ahead of UTC.
struct LogClock {
  /// Seconds; nil where it cannot be told.
  private let offset: Int?

  /// Infers it from the last line's time and the moment at which the file was written; zones differ by quarters of an hour.
  init(_ log: LogTail) {
    let last = log.lines.last.flatMap { LogTime.seconds(String(decoding: $0.prefix(19), as: UTF8.self)[...]) }
    offset = last.map { line in
      let quarters = Double(line - log.written) / 900
      return Int(quarters.rounded()) * 900
    }
  }

  /// Seconds since 1970 of a time in this log.
  func seconds(_ text: Substring) -> Int? {
    LogTime.seconds(text).flatMap { time in offset.map { time - $0 } }
  }
}
