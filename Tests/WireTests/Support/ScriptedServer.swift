import Foundation
import Glibc

/// A real socket that answers every connection by a script, however much against the rules.
final class ScriptedServer: @unchecked Sendable {
  /// One step of a script.
  enum Step: Sendable {
    /// Waits for the end of a request's headers.
    case readHead
    /// Waits for some bytes, which hold a TLS client's first message.
    case readTLSHello
    case send([UInt8])
    case text(String)
    /// Sends the same bytes again and again until the client has gone.
    case forever([UInt8])
    /// Sends bytes one by one.
    case drip(String)
    /// Says nothing until the client has gone.
    case silence
    /// Ends with RST instead of FIN.
    case reset
  }

  let port: Int
  private let descriptor: Int32
  private let script: [Step]

  init(_ script: [Step]) throws {
    (descriptor, port) = try LocalSocket.bound()
    self.script = script
    // Shares only immutable state with the threads it starts.
    Thread.detachNewThread { self.acceptAll() }
  }

  func stop() {
    // Wakes the accepting thread, which closes the socket: only so can its number not be taken meanwhile.
    shutdown(descriptor, Int32(SHUT_RDWR))
  }

  private func acceptAll() {
    while true {
      let client = accept(descriptor, nil, nil)
      guard client >= 0 else {
        close(descriptor)
        return
      }
      Thread.detachNewThread { self.serve(client) }
    }
  }

  private func serve(_ client: Int32) {
    for step in script { play(step, client) }
    close(client)
  }

  private func play(_ step: Step, _ client: Int32) {
    switch step {
    case .readHead: readHead(client)
    case .readTLSHello: _ = readSome(client)
    case .send(let bytes): _ = transmit(client, bytes)
    case .text(let text): _ = transmit(client, Array(text.utf8))
    case .forever(let bytes): while transmit(client, bytes) {}
    case .drip(let text):
      for byte in text.utf8 where transmit(client, [byte]) { usleep(500) }
    case .silence: while readSome(client) {}
    case .reset:
      var option = linger(l_onoff: 1, l_linger: 0)
      setsockopt(client, SOL_SOCKET, SO_LINGER, &option, socklen_t(MemoryLayout<linger>.size))
    }
  }

  private func transmit(_ client: Int32, _ bytes: [UInt8]) -> Bool {
    var sent = 0
    while sent < bytes.count {
      let count = bytes[sent...].withUnsafeBytes { send(client, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL)) }
      guard count > 0 else { return false }
      sent += count
    }
    return true
  }

  private func readSome(_ client: Int32) -> Bool {
    var buffer = [UInt8](repeating: 0, count: 4096)
    return recv(client, &buffer, buffer.count, 0) > 0
  }

  private func readHead(_ client: Int32) {
    var received: [UInt8] = []
    var byte: UInt8 = 0
    while !received.suffix(4).elementsEqual([13, 10, 13, 10]), recv(client, &byte, 1, 0) == 1 { received.append(byte) }
  }
}

/// Runs a scripted server for as long as some work takes.
func withServer<Result>(
  _ script: [ScriptedServer.Step], _ work: (Int) async throws -> Result
) async throws -> Result {
  let server = try ScriptedServer(script)
  defer { server.stop() }
  return try await work(server.port)
}
