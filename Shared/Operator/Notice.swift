import Foundation

/// One line for the person at the terminal; standard output stays free for what programs read.
func notice(_ line: String) {
    FileHandle.standardError.write(Data((line + "\n").utf8))
}
