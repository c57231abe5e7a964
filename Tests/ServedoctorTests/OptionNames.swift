/// The long names of the options in a help text.
func optionNames(in help: String) -> Set<String> {
  let words = help.split(whereSeparator: { " \n,./|[]()".contains($0) })
  let isLetter: (Character) -> Bool = { $0.isLetter || $0.isNumber || $0 == "-" }
  return Set(words.filter { $0.hasPrefix("--") && $0.count > 2 && $0.allSatisfy(isLetter) }.map(String.init))
}
