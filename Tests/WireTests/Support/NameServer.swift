import Foundation
import Glibc

/// A name server on a UDP and a TCP socket of the same port of 127.0.0.1.
final class NameServer: @unchecked Sendable {
  struct Question {
    var name: String
    var type: UInt8
    var overTCP: Bool
  }

  enum Answer: Sendable {
    case records([[UInt8]])
    case code(UInt8)
    case truncated
    case garbage
    case nothing
  }

  let port: Int
  private let datagrams: Int32
  private let streams: Int32
  private let answer: @Sendable (Question) -> Answer

  // Shares only immutable state with the threads it starts.
  init(_ answer: @escaping @Sendable (Question) -> Answer) throws {
    self.answer = answer
    (streams, port) = try LocalSocket.bound()
    (datagrams, _) = try LocalSocket.bound(type: SOCK_DGRAM, port: port)
    Thread.detachNewThread { self.serveDatagrams() }
    Thread.detachNewThread { self.serveStreams() }
  }

  func stop() {
    // Wakes the threads, which close their sockets: only so can the numbers not be taken meanwhile.
    for descriptor in [datagrams, streams] { shutdown(descriptor, Int32(SHUT_RDWR)) }
  }

  private func serveDatagrams() {
    var buffer = [UInt8](repeating: 0, count: 1024)
    while true {
      var peer = sockaddr_in()
      var length = socklen_t(MemoryLayout<sockaddr_in>.size)
      let count = withUnsafeMutablePointer(to: &peer) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          recvfrom(datagrams, &buffer, buffer.count, 0, $0, &length)
        }
      }
      guard count > 12 else {
        close(datagrams)
        return
      }
      guard let reply = reply(to: Array(buffer[..<count]), overTCP: false) else { continue }
      _ = withUnsafePointer(to: &peer) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          sendto(datagrams, reply, reply.count, 0, $0, length)
        }
      }
    }
  }

  private func serveStreams() {
    while true {
      let client = accept(streams, nil, nil)
      guard client >= 0 else {
        close(streams)
        return
      }
      var buffer = [UInt8](repeating: 0, count: 1024)
      let count = recv(client, &buffer, buffer.count, 0)
      if count > 14, let reply = reply(to: Array(buffer[2..<count]), overTCP: true) {
        let framed = [UInt8(reply.count >> 8), UInt8(reply.count & 0xff)] + reply
        _ = send(client, framed, framed.count, Int32(MSG_NOSIGNAL))
      }
      close(client)
    }
  }

  private func reply(to query: [UInt8], overTCP: Bool) -> [UInt8]? {
    var labels: [String] = []
    var position = 12
    while query[position] != 0 {
      let length = Int(query[position])
      labels.append(String(decoding: query[position + 1...position + length], as: UTF8.self))
      position += length + 1
    }
    let type = query[position + 2]
    let question = Array(query[12..<position + 5])
    let header = { (flags: UInt8, code: UInt8, count: Int) in
      [query[0], query[1], 0x80 | flags, 0x80 | code, 0, 1, 0, UInt8(count), 0, 0, 0, 0] + question
    }
    switch answer(Question(name: labels.joined(separator: "."), type: type, overTCP: overTCP)) {
    case .records(let records):
      let alias: [UInt8] = [0xc0, 12, 0, 5, 0, 1, 0, 0, 0, 9, 0, 4, 1, 0x7a, 0xc0, 12]
      let owner = UInt8(12 + question.count + 12)
      return header(1, 0, records.count + 1) + alias
        + records.flatMap { [0xc0, owner, 0, type, 0, 1, 0, 0, 0, 9, 0, UInt8($0.count)] + $0 }
    case .code(let code): return header(1, code, 0)
    case .truncated: return header(3, 0, 0)
    case .garbage: return [query[0], query[1], 0xff]
    case .nothing: return nil
    }
  }
}
