import Glibc

/// A thread that does one thing and ends, so that what it changed about itself ends with it.
final class ScanThread {
  private final class Work {
    let run: () -> Void
    init(_ run: @escaping () -> Void) { self.run = run }
  }

  private var thread = pthread_t()

  /// Nil where no thread can be had.
  init?(_ run: @escaping @Sendable () -> Void) {
    let work = Unmanaged.passRetained(Work(run))
    let started = pthread_create(
      &thread, nil,
      { pointer in
        if let pointer { Unmanaged<Work>.fromOpaque(pointer).takeRetainedValue().run() }
        return nil
      }, work.toOpaque())
    guard started == 0 else {
      work.release()
      return nil
    }
  }

  func join() { pthread_join(thread, nil) }
}
