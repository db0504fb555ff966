import AccessMatrix
import Records

extension DeskMatrixTests {
    private static let manage = MatrixRule.may(.peopleManage)
    private static let person = MatrixRule.Rows.belonging("person", .peopleRead)
    private static let organisation = MatrixRule.Rows.belonging("organisation", .peopleRead)
    private static let site = MatrixRule.Rows.belonging("site", .peopleRead)
    private static let service = MatrixRule.Rows.audience("service")

    static let people: [String: MatrixRule] = [
        "GET /api/v1/people": .signedIn.about(person),
        "POST /api/v1/people": manage,
        "GET /api/v1/people/{id}": .signedIn.about(person),
        "PATCH /api/v1/people/{id}": manage,
        "POST /api/v1/people/{id}/change-roles": manage,
        "POST /api/v1/people/{id}/join-team": manage,
        "POST /api/v1/people/{id}/leave-team": manage,
        "POST /api/v1/people/{id}/deactivate": manage,
        "POST /api/v1/people/{id}/reactivate": manage,
        "POST /api/v1/people/{id}/password": manage,
        "POST /api/v1/people/{id}/reset-second-factor": manage,
        "GET /api/v1/people/{id}/journal": manage,
        "GET /api/v1/people/{id}/why": manage,
        "GET /api/v1/me": .signedIn,
        "PATCH /api/v1/me": .signedIn,
        "GET /api/v1/permissions": .signedIn,
    ]

    static let belonging: [String: MatrixRule] = [
        "GET /api/v1/teams": .signedIn,
        "POST /api/v1/teams": manage,
        "GET /api/v1/teams/{id}": .signedIn,
        "PATCH /api/v1/teams/{id}": manage,
        "POST /api/v1/teams/{id}/deactivate": manage,
        "POST /api/v1/teams/{id}/reactivate": manage,
        "GET /api/v1/teams/{id}/journal": .may(.peopleRead),
        "GET /api/v1/teams/{id}/why": .may(.peopleRead),
        "GET /api/v1/organisations": .signedIn.about(organisation),
        "POST /api/v1/organisations": manage,
        "GET /api/v1/organisations/{id}": .signedIn.about(organisation),
        "PATCH /api/v1/organisations/{id}": manage,
        "POST /api/v1/organisations/{id}/deactivate": manage,
        "POST /api/v1/organisations/{id}/reactivate": manage,
        "GET /api/v1/organisations/{id}/journal": .may(.peopleRead),
        "GET /api/v1/organisations/{id}/why": .may(.peopleRead),
        "GET /api/v1/sites": .signedIn.about(site),
        "POST /api/v1/sites": manage,
        "GET /api/v1/sites/{id}": .signedIn.about(site),
        "PATCH /api/v1/sites/{id}": manage,
        "POST /api/v1/sites/{id}/deactivate": manage,
        "POST /api/v1/sites/{id}/reactivate": manage,
        "GET /api/v1/sites/{id}/journal": .may(.peopleRead),
        "GET /api/v1/sites/{id}/why": .may(.peopleRead),
        "GET /api/v1/roles": .may(.peopleRead),
        "POST /api/v1/roles": .may(.rolesManage),
        "GET /api/v1/roles/{id}": .may(.peopleRead),
        "PATCH /api/v1/roles/{id}": .may(.rolesManage),
        "POST /api/v1/roles/{id}/deactivate": .may(.rolesManage),
        "POST /api/v1/roles/{id}/reactivate": .may(.rolesManage),
        "GET /api/v1/roles/{id}/journal": .may(.peopleRead),
        "GET /api/v1/roles/{id}/why": .may(.peopleRead),
        "GET /api/v1/services": .signedIn.about(service),
        "POST /api/v1/services": .may(.servicesManage),
        "GET /api/v1/services/{id}": .signedIn.about(service),
        "PATCH /api/v1/services/{id}": .may(.servicesManage),
        "POST /api/v1/services/{id}/deactivate": .may(.servicesManage),
        "POST /api/v1/services/{id}/reactivate": .may(.servicesManage),
        "GET /api/v1/services/{id}/journal": .may(.configurationRead),
        "GET /api/v1/services/{id}/why": .may(.configurationRead),
    ]

    static let signIn: [String: MatrixRule] = [
        "POST /api/v1/sign-in": .open,
        "GET /api/v1/keys": .open,
        "POST /api/v1/keys/rotate": .may(.settingsManage),
        "POST /api/v1/sessions": .open,
        "POST /api/v1/sessions/refresh": .session,
        "DELETE /api/v1/sessions/current": .session,
        "GET /api/v1/sessions": .signedIn,
        "DELETE /api/v1/sessions/{id}": .signedIn,
        "GET /api/v1/live": .session,
        "GET /api/v1/me/second-factor": .signedIn,
        "POST /api/v1/me/second-factor/begin": .signedIn,
        "POST /api/v1/me/second-factor/confirm": .signedIn,
        "POST /api/v1/me/second-factor/remove": .signedIn,
    ]

    static let contacts: [String: MatrixRule] = {
        let contact = MatrixRule.Rows.reach("contact", .contactsRead)
        return [
            "GET /api/v1/contacts": .may(.contactsRead).about(contact),
            "POST /api/v1/contacts": .may(.contactsWork),
            "GET /api/v1/report-subscriptions": .signedIn,
            "POST /api/v1/report-subscriptions": .signedIn,
            "DELETE /api/v1/report-subscriptions/{id}": .signedIn,
            "GET /api/v1/report-subscriptions/{id}/deliveries": .signedIn,
            "GET /api/v1/contact-reports/figures": .may(.contactsRead),
            "GET /api/v1/contact-reports/figures.csv": .may(.contactsRead),
            "GET /api/v1/contact-reports/figures/{figure}/records": .may(.contactsRead),
            "GET /api/v1/contact-reports/figures/{figure}/records.csv": .may(.contactsRead),
            "POST /api/v1/contacts/{id}/change-lane": .may(.contactsWork).about(contact),
            "GET /api/v1/contacts/{id}": .may(.contactsRead).about(contact),
            "GET /api/v1/contacts/{id}/journal": .may(.contactsRead).about(contact),
            "GET /api/v1/contacts/{id}/why": .may(.contactsRead).about(contact),
        ]
    }()
}
