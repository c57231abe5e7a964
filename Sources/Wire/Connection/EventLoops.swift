import NIOPosix

/// The one thread on which all network traffic of this process runs; it starts with the first exchange.
enum EventLoops {
  static let shared = MultiThreadedEventLoopGroup(numberOfThreads: 1)
}
