import AccessMatrix
import Records

extension DeskMatrixTests {
    static let serviceLevels: [String: MatrixRule] = ["calendars", "agreements", "service-level-policies"].reduce(
        into: ["POST /api/v1/calendars/preview": .may(.configurationRead)]
    ) { rules, noun in
        let one = "/api/v1/\(noun)/{id}"
        for route in ["GET /api/v1/\(noun)", "GET \(one)", "GET \(one)/journal", "GET \(one)/why"] {
            rules[route] = .may(.configurationRead)
        }
        for route in ["POST /api/v1/\(noun)", "PATCH \(one)", "POST \(one)/deactivate", "POST \(one)/reactivate"] {
            rules[route] = .may(.servicesManage)
        }
    }
}
