/// A random regular expression of the kinds that stand in nginx's configurations, with subjects derived from it.
struct RandomPattern {
  let text: [UInt8]
  let isCaseless: Bool
  let subjects: [[UInt8]]

  init(seed: Int) {
    var maker = PatternMaker(seed: seed)
    let piece = maker.pattern()
    var random = maker.random
    // Some are broken by hand, so that both refuse the same.
    text =
      random.chance(6)
      ? RandomPattern.changed(piece.text, &random, alphabet: Array("()[]{}|*+?\\^$-:<>!=#1a,".utf8)) : piece.text
    isCaseless = random.chance(30)
    var subjects: [[UInt8]] = []
    for _ in 0..<3 {
      var groups: [Int: [UInt8]] = [:]
      let sample = piece.sample(&random, groups: &groups)
      subjects.append(sample)
      subjects.append(RandomPattern.changed(sample, &random, alphabet: Array("abcAX01/.-_ \n".utf8) + [0xC3, 0xA9]))
    }
    subjects.append(RandomPattern.surrounded(subjects[0], &random))
    self.subjects = subjects
  }

  /// Bytes with one to three left out, put in, doubled or changed.
  private static func changed(_ bytes: [UInt8], _ random: inout RandomSource, alphabet: [UInt8]) -> [UInt8] {
    var bytes = bytes
    for _ in 0...random.number(3) {
      let place = random.number(bytes.count + 1)
      guard place < bytes.count, random.chance(70) else {
        bytes.insert(random.pick(alphabet), at: place)
        continue
      }
      switch random.number(4) {
      case 0: bytes.remove(at: place)
      case 1: bytes[place] = random.pick(alphabet)
      case 2: bytes.insert(bytes[place], at: place)
      default: if bytes[place] | 0x20 >= 97, bytes[place] | 0x20 <= 122 { bytes[place] ^= 0x20 }
      }
    }
    return bytes
  }

  private static func surrounded(_ bytes: [UInt8], _ random: inout RandomSource) -> [UInt8] {
    let around = ["", "\n", "a", "/", "x/y", " ", "ab", "1", "."]
    return Array(random.pick(around).utf8) + bytes + Array(random.pick(around).utf8)
  }
}
