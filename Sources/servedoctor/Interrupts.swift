import CLinux
import Glibc
import Probes

/// SIGINT and SIGTERM: the report of what was finished is still written.
enum Interrupts {
  private final class Watch: Sendable {
    let examination: Examination
    let printer: ReportPrinter

    init(_ examination: Examination, _ printer: ReportPrinter) {
      self.examination = examination
      self.printer = printer
    }
  }

  /// Waits for them on a thread of its own and then prints the partial report and ends with 130 or 143.
  static func report(_ examination: Examination, through printer: ReportPrinter) {
    clinux_block_interrupts()
    var thread = pthread_t()
    let watch = Unmanaged.passRetained(Watch(examination, printer))
    let started = pthread_create(
      &thread, nil,
      { pointer in
        guard let pointer else { return nil }
        let watch = Unmanaged<Watch>.fromOpaque(pointer).takeRetainedValue()
        let number = clinux_wait_for_interrupt()
        watch.printer.print(watch.examination.report(isComplete: false))
        Output.exit(128 + number)
      }, watch.toOpaque())
    if started != 0 { watch.release() }
  }
}
