import CLinux
import Glibc

/// SIGINT and SIGTERM during a scan: what was found so far is still told.
enum ScanInterrupt {
  static func watch(_ report: ScanReport) {
    clinux_block_interrupts()
    var thread = pthread_t()
    let kept = Unmanaged.passRetained(report)
    let started = pthread_create(
      &thread, nil,
      { pointer in
        guard let pointer else { return nil }
        let report = Unmanaged<ScanReport>.fromOpaque(pointer).takeRetainedValue()
        var number: Int32 = 0
        while number == 0 { number = clinux_wait_for_interrupt(3_600_000) }
        report.finish(signal: number)
      }, kept.toOpaque())
    if started != 0 { kept.release() }
  }
}
