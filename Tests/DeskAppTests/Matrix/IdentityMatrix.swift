import AccessMatrix
import Records

extension DeskMatrixTests {
    static let identity: [String: MatrixRule] = [
        "POST /api/v1/me/password": .signedIn,
        "GET /api/v1/me/api-tokens": .signedIn,
        "POST /api/v1/me/api-tokens": .signedIn,
        "DELETE /api/v1/me/api-tokens/{id}": .signedIn,
        "GET /api/v1/api-tokens": .may(.peopleManage),
        "DELETE /api/v1/api-tokens/{id}": .may(.peopleManage),
        "POST /api/v1/access-tokens": .open,
        "GET /api/v1/sign-in/providers": .open,
        "GET /api/v1/sign-in/openid/{id}": .open,
        "GET /api/v1/sign-in/openid/callback": .open,
        "GET /api/v1/sign-in-providers": .may(.settingsManage),
        "POST /api/v1/sign-in-providers": .may(.settingsManage),
        "GET /api/v1/sign-in-providers/{id}": .may(.settingsManage),
        "PATCH /api/v1/sign-in-providers/{id}": .may(.settingsManage),
        "POST /api/v1/sign-in-providers/{id}/deactivate": .may(.settingsManage),
        "POST /api/v1/sign-in-providers/{id}/reactivate": .may(.settingsManage),
        "GET /api/v1/sign-in-providers/{id}/journal": .may(.settingsManage),
        "GET /api/v1/sign-in-providers/{id}/why": .may(.settingsManage),
        "POST /api/v1/people/import": .may(.peopleManage),
        "GET /api/v1/people/export": .may(.peopleManage),
    ]

    /// Whoever asks shows an API token of their own, which the handlers check.
    static let provisioning: [String: MatrixRule] = [
        "GET /scim/v2/Users": .open, "POST /scim/v2/Users": .open, "GET /scim/v2/Users/{user}": .open,
        "PUT /scim/v2/Users/{user}": .open, "PATCH /scim/v2/Users/{user}": .open,
        "DELETE /scim/v2/Users/{user}": .open, "GET /scim/v2/Groups": .open, "POST /scim/v2/Groups": .open,
        "GET /scim/v2/Groups/{group}": .open, "PUT /scim/v2/Groups/{group}": .open,
        "PATCH /scim/v2/Groups/{group}": .open, "DELETE /scim/v2/Groups/{group}": .open,
        "GET /scim/v2/ServiceProviderConfig": .open, "GET /scim/v2/ResourceTypes": .open,
        "GET /scim/v2/Schemas": .open,
    ]
}
