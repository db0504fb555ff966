import AccessMatrix
import Records

extension DeskMatrixTests {
    private static let read = MatrixRule.may(.knowledgeRead)
    private static let write = MatrixRule.may(.knowledgeWrite)

    static let knowledge: [String: MatrixRule] = [
        "GET /api/v1/articles": read,
        "POST /api/v1/articles": write,
        "POST /api/v1/articles/from-record": write,
        "GET /api/v1/articles/{id}": read,
        "PATCH /api/v1/articles/{id}": write,
        "POST /api/v1/articles/{id}/archive": write,
        "POST /api/v1/articles/{id}/assess": write,
        "POST /api/v1/articles/{id}/flag": write,
        "GET /api/v1/articles/{id}/journal": write,
        "GET /api/v1/articles/{id}/why": write,
        "POST /api/v1/articles/{id}/outdate": write,
        "POST /api/v1/articles/{id}/publish": write,
        "POST /api/v1/articles/{id}/restore": write,
        "POST /api/v1/articles/{id}/review": write,
        "PUT /api/v1/articles/{id}/texts/{language}": write,
        "GET /api/v1/articles/{id}/texts/{language}/diff": write,
        "GET /api/v1/articles/{id}/texts/{language}/versions": write,
        "GET /api/v1/articles/{id}/texts/{language}/versions/{number}": write,
        "POST /api/v1/articles/{id}/texts/{language}/versions/{number}/restore": write,
        "GET /api/v1/articles/{id}/uses": write,
        "POST /api/v1/articles/{id}/uses": write,
        "DELETE /api/v1/articles/{id}/uses/{kind}/{recordID}": write,
        "PUT /api/v1/articles/{id}/vote": read,
        "DELETE /api/v1/articles/{id}/vote": read,
        "GET /api/v1/articles/{id}/votes": write,
        "GET /api/v1/records/{kind}/{id}/articles": write,
        "GET /api/v1/knowledge/search": read,
        "POST /api/v1/knowledge/suggest": read,
        "POST /api/v1/knowledge/searched-none": write,
        "GET /api/v1/knowledge/demand": write,
        "DELETE /api/v1/knowledge/demand": write,
        "GET /api/v1/knowledge/figures": write,
    ]

    static let notices: [String: MatrixRule] = [
        "GET /api/v1/notices": .signedIn,
        "GET /api/v1/notices/unread": .signedIn,
        "POST /api/v1/notices/read": .signedIn,
        "POST /api/v1/notices/{id}/read": .signedIn,
        "GET /api/v1/notices/outgoing": .may(.settingsManage),
        "GET /api/v1/notices/outgoing/summary": .may(.settingsManage),
        "POST /api/v1/notices/outgoing/{id}/retry": .may(.settingsManage),
        "GET /api/v1/people/me/preferences": .signedIn,
        "PUT /api/v1/people/me/preferences": .signedIn,
    ]
}
