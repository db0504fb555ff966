import DeskDomain
import Foundation
import Records
import Testing

@Suite struct FileTests {
    @Test(arguments: [
        ("../../etc/passwd.txt", "passwd.txt"), (#"C:\temp\log.txt"#, "log.txt"),
        ("a\u{202E}gpj.exe.txt", "agpj.exe.txt"),
        ("  line\nbreak.txt ", "linebreak.txt"), ("e\u{301}.txt", "é.txt"),
    ])
    func `a name is the last part of a path, without tricks`(given: String, kept: String) throws {
        #expect(try FileName.cleaned(given) == kept)
    }

    @Test func `a long name keeps its ending`() throws {
        let name = try FileName.cleaned(String(repeating: "a", count: 500) + ".pdf")
        #expect(name.count == 200 && name.hasSuffix(".pdf"))
        #expect(throws: Invalid.self) { try FileName.cleaned("..") }
    }

    @Test(
        arguments: [
            ([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A], FileType.png), ([0xFF, 0xD8, 0xFF, 0xE0], .jpeg),
            (Array("GIF89a".utf8), .gif), (Array("RIFF\u{1}\u{1}\u{1}\u{1}WEBPVP8".utf8), .webp),
            (Array("%PDF-1.7".utf8), .pdf),
            ([0x50, 0x4B, 3, 4], .zip), (Array("a,b\n1,2\n".utf8), .text), ([0xEF, 0xBB, 0xBF, 0x61], .text),
        ] as [([UInt8], FileType)])
    func `a file is what its first bytes say`(bytes: [UInt8], type: FileType) {
        #expect(FileType(beginning: Data(bytes)) == type)
    }

    @Test(arguments: [
        "MZ\u{0}", "\u{7F}ELF", "<html>", " \n<SVG ", "\u{FEFF}<script>", "#!/bin/sh", "<?xml ?>", "<?php",
    ])
    func `what would be run is no file for us`(text: String) {
        #expect(FileType(beginning: Data(text.utf8)) == nil)
    }

    @Test func `archives are told apart by what they hold`() {
        #expect(FileType(archiveHolding: ["[Content_Types].xml", "word/document.xml"]) == .docx)
        #expect(FileType(archiveHolding: ["[Content_Types].xml", "xl/workbook.xml"]) == .xlsx)
        #expect(FileType(archiveHolding: ["mimetype", "content.xml"]) == .odt)
        #expect(FileType(archiveHolding: ["readme.txt"]) == .zip)
        #expect(FileType(archiveHolding: ["META-INF/MANIFEST.MF", "A.class"]) == nil)
        #expect(FileType(archiveHolding: ["[Content_Types].xml", "word/document.xml", "word/vbaProject.bin"]) == nil)
    }

    @Test func `the names in an archive are read from its end, and broken ones read as none`() throws {
        // One empty file named a.txt.
        let archive = try #require(
            Data(
                base64Encoded:
                    "UEsDBBQAAAAAAAAAIQAAAAAAAAAAAAAAAAAFAAAAYS50eHRQSwECFAMUAAAAAAAAACEAAAAAAAAAAAAAAAAABQAAAAAAAAAAAAAAgAEAAAAAYS50eHRQSwUGAAAAAAEAAQAzAAAAIwAAAAAA"
            ))
        #expect(ArchiveNames.read(tail: archive, size: archive.count) == ["a.txt"])
        #expect(ArchiveNames.read(tail: archive.suffix(80), size: archive.count) == ["a.txt"])
        #expect(ArchiveNames.read(tail: archive.dropLast(4), size: archive.count - 4) == nil)
        #expect(ArchiveNames.read(tail: Data(repeating: 0xFF, count: 50), size: 50) == nil)
    }

    @Test func `a name that says something else than the content is refused, one that says nothing is completed`()
        throws
    {
        #expect(try FileName.ending("photo", as: .jpeg) == "photo.jpg")
        #expect(try FileName.ending("photo.JPEG", as: .jpeg) == "photo.JPEG")
        #expect(throws: Invalid.self) { try FileName.ending("photo.exe", as: .jpeg) }
        #expect(throws: Invalid.self) { try FileName.ending("page.html", as: .text) }
    }
}
