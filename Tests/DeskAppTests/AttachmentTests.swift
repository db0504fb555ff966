import Foundation
import HTTPTypes
import Logging
import Messaging
import Postgres
import TestSupport
import Testing

@testable import Chassis
@testable import DeskApp

private let png: [UInt8] = [0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A] + Array(repeating: 7, count: 100)

@Suite struct AttachmentTests {
    @Test func `a file goes up, is sent with a reply, and comes down the same`() async throws {
        try await withDesk { desk in
            let (record, rita, agent) = try await anIncident(desk)
            let file = try await desk.upload(png, as: #"C:\Users\rita\фото "1".png"#, to: record, by: rita.token)
            #expect(file.status == 201 && file["name"] == #"фото "1".png"# && file["type"] == "image/png")
            let id = try #require(file["id"])
            #expect(try await desk.ask(.get, "\(record)/attachments", as: agent).items.isEmpty)
            #expect(try await desk.bytes("\(record)/attachments/\(id)", as: agent).status == 404)
            let sent = try await desk.ask(
                .post, "\(record)/replies", as: rita.token, #"{"text":"Look","attachments":["\#(id)"]}"#)
            #expect(sent.status == 201 && "\(sent.json)".contains("image/png"))
            let down = try await desk.bytes("\(record)/attachments/\(id)", as: agent)
            #expect(down.status == 200 && down.bytes == png)
            #expect(down.headers[.contentDisposition]?.hasPrefix("attachment; filename=\"") == true)
            #expect(down.headers[.contentDisposition]?.contains("filename*=UTF-8''%D1%84") == true)
            #expect(down.headers[.xContentTypeOptions] == "nosniff")
            #expect(down.headers[.contentSecurityPolicy]?.contains("sandbox") == true)
            let tag = try #require(down.headers[.eTag])
            let known = try await desk.bytes(
                "\(record)/attachments/\(id)", as: agent, headers: [.ifNoneMatch: tag])
            #expect(known.status == 304 && known.bytes.isEmpty)
            #expect(
                try await desk.ask(.delete, "\(record)/attachments/\(id)", as: rita.token)["code"] == "already_sent")
        }
    }

    @Test func `the file of a note is for staff, that of a record for who sees it`() async throws {
        try await withDesk { desk in
            let (record, rita, agent) = try await anIncident(desk)
            let stranger = try await desk.requester("Stan", as: desk.administratorToken())
            let id = try #require(try await desk.upload(png, as: "a.png", to: record, by: agent)["id"])
            let address = "\(record)/attachments/\(id)"
            #expect(try await desk.bytes(address, as: rita.token).status == 404)
            _ = try await desk.ask(
                .post, "\(record)/notes", as: agent, #"{"text":"Look","attachments":["\#(id)"]}"#)
            for token in [rita.token, stranger.token] {
                #expect(try await desk.bytes(address, as: token).status == 404)
            }
            #expect(try await desk.ask(.get, "\(record)/attachments", as: rita.token).items.isEmpty)
            let (other, _, _) = try await anIncident(desk, of: rita)
            #expect(try await desk.bytes("\(other)/attachments/\(id)", as: agent).status == 404)
            let denied = try await desk.upload(png, as: "a.png", to: record, by: stranger.token)
            #expect(denied.status == 404)
        }
    }

    @Test(arguments: [
        ("page.html", "<!DOCTYPE html><script>alert(1)</script>"), ("drawing.svg", "<svg onload=alert(1)>"),
        ("picture.png", "<svg xmlns='http://www.w3.org/2000/svg'/>"), ("run.sh", "#!/bin/sh\nrm -rf /"),
        ("run.txt", "#!/bin/sh\nrm -rf /"), ("script.js", "alert(1)"), ("setup.exe", "MZ\u{0}\u{1}"),
        ("notes.txt", "a\u{0}b"), ("macro.bat", "del *.*"), ("data.xml", "<?xml version='1.0'?>"),
        ("noname.txt", "%PDF-1.7"),
    ])
    func `what a browser or a system would run is refused`(name: String, content: String) async throws {
        try await withDesk { desk in
            let (record, rita, _) = try await anIncident(desk)
            let reply = try await desk.upload(Array(content.utf8), as: name, to: record, by: rita.token)
            #expect(reply.status == 422 && reply["code"] == "type_refused" && reply["field"] == "name")
            let left = try await desk.database.transaction { tx in
                try tx.first("SELECT count(*) AS count FROM attachment") { try $0.value("count") as Int }
            }
            #expect(left == 0)
        }
    }

    @Test func `an empty file and one without a name are refused`() async throws {
        try await withDesk { desk in
            let (record, rita, _) = try await anIncident(desk)
            #expect(try await desk.upload([], as: "a.txt", to: record, by: rita.token)["code"] == "empty")
            #expect(try await desk.upload(png, as: "/../..", to: record, by: rita.token).status == 422)
            #expect(try await desk.upload(png, as: "photo", to: record, by: rita.token)["name"] == "photo.png")
        }
    }

    @Test func `the largest file passes in pieces, a larger one does not, and a record has room for so much`()
        async throws
    {
        try await withDesk(["DIENST_ATTACHMENT_QUOTA": "30"]) { desk in
            let (record, rita, _) = try await anIncident(desk)
            let line = Array("twelve bytes".utf8)
            let largest = Array(repeatElement(line, count: (25 << 20) / line.count + 1).joined().prefix(25 << 20))
            let file = try await desk.upload(largest, as: "big.log", to: record, by: rita.token)
            #expect(file.status == 201 && file.json["size"] == .number(25 << 20))
            let pieces = try await desk.database.transaction { tx in
                try tx.first("SELECT max(length(bytes)) AS longest, count(*) AS count FROM attachment_chunk") {
                    (try $0.value("longest") as Int, try $0.value("count") as Int)
                }
            }
            #expect(try #require(pieces) == (256 * 1024, 100))
            let id = try #require(file["id"])
            let down = try await desk.bytes("\(record)/attachments/\(id)", as: rita.token)
            #expect(down.bytes == largest)
            let larger = try await desk.upload(largest + [10], as: "big.log", to: record, by: rita.token)
            #expect(larger.status == 413)
            let more = try await desk.upload(Array(largest.prefix(6 << 20)), as: "b.log", to: record, by: rita.token)
            #expect(more.status == 409 && more["code"] == "quota_exceeded")
        }
    }

    @Test func `what nobody sends is forgotten after a day`() async throws {
        try await withDesk { desk in
            let (record, rita, _) = try await anIncident(desk)
            let lost = try #require(try await desk.upload(png, as: "a.png", to: record, by: rita.token)["id"])
            let kept = try #require(try await desk.upload(png, as: "b.png", to: record, by: rita.token)["id"])
            _ = try await desk.ask(
                .post, "\(record)/replies", as: rita.token, #"{"text":"Look","attachments":["\#(kept)"]}"#)
            try await desk.pass(24 * 3600 + 1)
            let timers = TimerRunner(database: desk.database, handlers: desk.assembly.timers, logger: .silent)
            while try await timers.fireOne() {}
            #expect(try await desk.bytes("\(record)/attachments/\(lost)", as: rita.token).status == 404)
            #expect(try await desk.bytes("\(record)/attachments/\(kept)", as: rita.token).status == 200)
        }
    }

    @Test func `nobody sends what another has uploaded`() async throws {
        try await withDesk { desk in
            let (record, rita, agent) = try await anIncident(desk)
            let id = try #require(try await desk.upload(png, as: "a.png", to: record, by: rita.token)["id"])
            let stolen = try await desk.ask(
                .post, "\(record)/replies", as: agent, #"{"text":"Mine","attachments":["\#(id)"]}"#)
            #expect(stolen.status == 422 && stolen["code"] == "unknown_attachment")
            #expect(try await desk.ask(.delete, "\(record)/attachments/\(id)", as: agent).status == 404)
            #expect(try await desk.ask(.delete, "\(record)/attachments/\(id)", as: rita.token).status == 204)
        }
    }

    @Test func `the files of a note go with it when it is taken back`() async throws {
        try await withDesk { desk in
            let (record, _, agent) = try await anIncident(desk)
            let id = try #require(try await desk.upload(png, as: "a.png", to: record, by: agent)["id"])
            let note = try await desk.ask(
                .post, "\(record)/notes", as: agent, #"{"text":"Look","attachments":["\#(id)"]}"#)
            _ = try await desk.ask(.post, "\(record)/notes/\(try #require(note["id"]))/withdraw", as: agent)
            #expect(try await desk.bytes("\(record)/attachments/\(id)", as: agent).status == 404)
        }
    }
}
