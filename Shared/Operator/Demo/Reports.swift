extension Company {
    /// What somebody told the service desk by phone, and what became of it so far.
    struct Report {
        let person: String
        let service: String
        let summary: String
        let description: String
        /// 1 high to 3 low, as the caller sees it.
        let urgency: Int
        let course: [Step]
    }

    /// What an agent does about an incident, in the words of the interface.
    enum Step {
        /// Where somebody is called about it.
        case answerCall
        case startWork
        case note(String)
        case hold(reason: String, note: String)
        case resolve(code: String, notes: String)
    }

    static let reports = [
        Report(
            person: "Lotta Engdahlen", service: "Files and printing",
            summary: "Printer on the second floor prints blanks",
            description: "Every page comes out empty since this morning, also copies.", urgency: 3,
            course: [.startWork, .resolve(code: "fixed", notes: "Drum unit replaced, test page is fine.")]),
        Report(
            person: "Heiko Sievertsen", service: "Mail and calendar", summary: "Calendar invitations arrive a day late",
            description: "Only from the Malmö office, mails themselves arrive at once.", urgency: 3,
            course: [
                .startWork,
                .hold(reason: "caller", note: "Asked for the header lines of two late invitations."),
            ]),
        Report(
            person: "Gustav Bredhall", service: "Order fulfilment", summary: "Handhelds in hall 3 lose the network",
            description: "Pickers in aisles 30 to 36 must sign in again after every order.", urgency: 2,
            course: [
                .startWork, .note("Access point hl3-ap-07 restarts every few minutes; replacement is on its way."),
            ]),
        Report(
            person: "Nele Ostermoor", service: "Store checkout",
            summary: "Till 4 in Flensborgtorget does not read vouchers",
            description: "Other tills of the shop do. Customers are sent to the next till.", urgency: 2, course: []),
        Report(
            person: "Mattis Kjærholt", service: "Time and payroll",
            summary: "Night shifts are missing in the timesheet",
            description: "Shifts from Saturday to Sunday, five colleagues of the warehouse.", urgency: 3,
            course: [.startWork, .resolve(code: "workaround", notes: "Shifts entered by hand; payroll is informed.")]),
    ]
}
