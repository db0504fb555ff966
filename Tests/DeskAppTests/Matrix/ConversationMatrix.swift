import AccessMatrix
import Records

extension DeskMatrixTests {
    private static let note = MatrixRule.may(.conversationNote)
    private static let manage = MatrixRule.may(.templatesManage)
    private static let reply = MatrixRule.may(.conversationReply)

    static let conversation: [String: MatrixRule] = [
        "GET /api/v1/records/{kind}/{id}/conversation": .signedIn,
        "GET /api/v1/records/{kind}/{id}/conversation/summary": .signedIn,
        "GET /api/v1/records/{kind}/{id}/conversation/journal": note,
        "POST /api/v1/records/{kind}/{id}/replies": reply,
        "POST /api/v1/records/{kind}/{id}/notes": note,
        "POST /api/v1/records/{kind}/{id}/notes/{entryID}/withdraw": note,
        "PUT /api/v1/records/{kind}/{id}/watch": reply,
        "DELETE /api/v1/records/{kind}/{id}/watch": reply,
        "PUT /api/v1/records/{kind}/{id}/watchers/{personID}": note,
        "DELETE /api/v1/records/{kind}/{id}/watchers/{personID}": note,
        "POST /api/v1/records/{kind}/{id}/merge": .may(.incidentsWork),
        "GET /api/v1/records/{kind}/{id}/links": .signedIn,
        "POST /api/v1/records/{kind}/{id}/links": note,
        "DELETE /api/v1/records/{kind}/{id}/links/{linkID}": note,
        "GET /api/v1/records/{kind}/{id}/time": note,
        "POST /api/v1/records/{kind}/{id}/time": note,
        "DELETE /api/v1/records/{kind}/{id}/time/{timeID}": note,
        "GET /api/v1/records/{kind}/{id}/presence": note,
        "POST /api/v1/records/{kind}/{id}/presence": note,
        "DELETE /api/v1/records/{kind}/{id}/presence": note,
        "POST /api/v1/records/{kind}/{id}/attachments": reply,
        "GET /api/v1/records/{kind}/{id}/attachments": .signedIn,
        "GET /api/v1/records/{kind}/{id}/attachments/{attachmentID}": .signedIn,
        "DELETE /api/v1/records/{kind}/{id}/attachments/{attachmentID}": reply,
    ]

    /// Texts and records made beforehand.
    static let templates: [String: MatrixRule] = [
        "GET /api/v1/response-templates": note, "POST /api/v1/response-templates": note,
        "GET /api/v1/response-templates/{id}": note, "PATCH /api/v1/response-templates/{id}": note,
        "POST /api/v1/response-templates/{id}/retire": note, "POST /api/v1/response-templates/{id}/restore": note,
        "POST /api/v1/response-templates/{id}/fill": note, "GET /api/v1/record-templates": note,
        "POST /api/v1/record-templates": note, "GET /api/v1/record-templates/{id}": note,
        "PATCH /api/v1/record-templates/{id}": note, "POST /api/v1/record-templates/{id}/retire": note,
        "POST /api/v1/record-templates/{id}/restore": note,
        "GET /api/v1/recurring-records": note, "POST /api/v1/recurring-records": manage,
        "POST /api/v1/recurring-records/preview": manage, "GET /api/v1/recurring-records/{id}": note,
        "PATCH /api/v1/recurring-records/{id}": manage, "POST /api/v1/recurring-records/{id}/pause": manage,
        "POST /api/v1/recurring-records/{id}/resume": manage, "POST /api/v1/recurring-records/{id}/end": manage,
        "GET /api/v1/recurring-records/{id}/journal": note, "GET /api/v1/recurring-records/{id}/why": note,
    ]
}
