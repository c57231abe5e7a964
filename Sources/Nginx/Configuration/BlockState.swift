/// What the checks remember while the directives of one block are read.
struct BlockState {
  let context: ParseContext
  /// The directive that opened the block.
  var opener: Directive?
  /// Names already set in this block that may be set only once.
  var seen: [Int] = []
  /// The keys of a block of data.
  var keys: Set<String> = []
  /// `root` or `alias`, whichever was set; they share one slot.
  var rootName: String?

  init(context: ParseContext, opener: Directive? = nil) {
    self.context = context
    self.opener = opener
  }
}
