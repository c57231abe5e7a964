import CLinux
import Glibc
import Notation
import Probes

/// SIGINT, SIGTERM, and a run that does not end by its deadline: the report of what was finished is still written.
enum Interrupts {
  private final class Watch: Sendable {
    let examination: Examination
    let printer: ReportPrinter
    let milliseconds: Int
    let prepare: @Sendable () -> Void

    init(
      _ examination: Examination, _ printer: ReportPrinter, _ milliseconds: Int,
      _ prepare: @escaping @Sendable () -> Void
    ) {
      self.prepare = prepare
      self.examination = examination
      self.printer = printer
      self.milliseconds = milliseconds
    }
  }

  /// Waits for them on a thread of its own and then prints the partial report and ends with 130, 143, or 3 for the deadline.
  ///
  /// `prepare` is called before the report is printed. A second is left beyond the deadline, in which a run that keeps to it ends by itself.
  static func report(
    _ examination: Examination, through printer: ReportPrinter, deadline: Duration,
    prepare: @escaping @Sendable () -> Void
  ) {
    clinux_block_interrupts()
    var thread = pthread_t()
    let watch = Unmanaged.passRetained(
      Watch(examination, printer, Int(deadline.components.seconds + 1) * 1000, prepare))
    let started = pthread_create(
      &thread, nil,
      { pointer in
        guard let pointer else { return nil }
        let watch = Unmanaged<Watch>.fromOpaque(pointer).takeRetainedValue()
        let number = clinux_wait_for_interrupt(watch.milliseconds)
        watch.prepare()
        watch.examination.removeCanaries()
        watch.examination.removeLeftovers()
        watch.examination.warnOfLeftCanaries()
        watch.printer.print(watch.printer.measured(watch.examination.report(isComplete: false)))
        if number == 0 {
          Output.write("servedoctor: not done within the deadline: the report holds what was seen until then\n", to: 2)
        }
        Output.exit(number == 0 ? 3 : 128 + number)
      }, watch.toOpaque())
    if started != 0 { watch.release() }
  }
}
