import Glibc

/// A directory that waits to be listed, or to be listed further.
struct ScanJob: Sendable {
  /// Bytes of the path, without NUL.
  var path: [UInt8]
  /// Open where its first part was listed already.
  var folder: OpenFolder?
  var closed: ClosedDirectory?
  /// Whether the last component may be a link.
  var followsLink = false
}

/// An open directory, closed with the last use of it.
final class OpenFolder: Sendable {
  let descriptor: Int32

  init(_ descriptor: Int32) { self.descriptor = descriptor }
  deinit { close(descriptor) }
}

/// The directories still to be listed, shared by the threads of a scan; the youngest is handed out first.
///
/// A directory is listed by stretches, and the rest of it waits below the directories found in the stretch: so what waits is
/// bounded by the depth of the tree, not by its size. Unchecked, because the lock is pthread's, which can be waited on.
final class ScanQueue: @unchecked Sendable {
  private let lock = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let changed = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)
  private var jobs: [ScanJob]
  private var busy = 0
  private var isStopped = false

  init(_ first: ScanJob) {
    jobs = [first]
    pthread_mutex_init(lock, nil)
    pthread_cond_init(changed, nil)
  }

  deinit {
    pthread_mutex_destroy(lock)
    pthread_cond_destroy(changed)
    lock.deallocate()
    changed.deallocate()
  }

  func push(_ more: [ScanJob]) {
    guard !more.isEmpty else { return }
    pthread_mutex_lock(lock)
    jobs += more
    if more.count > 1 { pthread_cond_broadcast(changed) } else { pthread_cond_signal(changed) }
    pthread_mutex_unlock(lock)
  }

  /// The next directory; waits while others may still bring some, and returns nil when all is done.
  func next(afterOne: Bool) -> ScanJob? {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    if afterOne { busy -= 1 }
    while jobs.isEmpty, busy > 0, !isStopped { pthread_cond_wait(changed, lock) }
    guard !isStopped, let job = jobs.popLast() else {
      pthread_cond_broadcast(changed)
      return nil
    }
    busy += 1
    return job
  }

  var wasStopped: Bool {
    pthread_mutex_lock(lock)
    defer { pthread_mutex_unlock(lock) }
    return isStopped
  }

  /// Lets every thread end after the stretch it is at.
  func stop() {
    pthread_mutex_lock(lock)
    isStopped = true
    pthread_cond_broadcast(changed)
    pthread_mutex_unlock(lock)
  }
}
