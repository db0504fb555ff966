import Chassis
import Contracts
import Foundation
import Testing
@Test func dumpit() throws { try WireJSON.encoder.encode(Desk.api().openAPI).write(to: URL(filePath: "/tmp/pkg-chassis/doc.json"))
  }
