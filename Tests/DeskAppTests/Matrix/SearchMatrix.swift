import AccessMatrix
import Records

extension DeskMatrixTests {

    static let search: [String: MatrixRule] = [
        "GET /api/v1/search": .signedIn,
        "GET /api/v1/search/suggest": .signedIn,
        "POST /api/v1/desk/record-heads/rebuild": .may(.settingsManage),
        "GET /api/v1/views": .staff,
        "POST /api/v1/views": .staff,
        "GET /api/v1/views/{id}": .staff,
        "PATCH /api/v1/views/{id}": .staff,
        "POST /api/v1/views/{id}/retire": .staff,
    ]

    static let portal: [String: MatrixRule] = [
        "GET /api/v1/portal/services": .signedIn,
        "GET /api/v1/status-page": .signedIn,
        "GET /api/v1/status-page/{id}/deliveries": .may(.incidentsWork),
        "GET /api/v1/portal/records": .signedIn,
        "POST /api/v1/portal/reports": .signedIn,
        "POST /api/v1/portal/outages/{id}/me-too": .signedIn,
        "POST /api/v1/portal/records/incident/{id}/confirm": .signedIn,
        "POST /api/v1/portal/records/incident/{id}/reopen": .signedIn,
    ]
}
