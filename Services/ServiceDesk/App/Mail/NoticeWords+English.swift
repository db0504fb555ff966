extension NoticeWords {
    static let english = NoticeWords(
        approvalRequested: Phrase(
            subject: "{number}: Your approval is needed: {title}",
            lead: "{actor} asks for “{title}”. It needs your approval.", action: "Approve or reject"),
        approved: Phrase(
            subject: "{number}: Approved: {title}", lead: "{actor} has approved “{title}”.",
            action: "Open the request"),
        rejected: Phrase(
            subject: "{number}: Not approved: {title}", lead: "{actor} has not approved “{title}”.",
            action: "Open the request"),
        reply: Phrase(
            subject: "{number}: New reply: {title}", lead: "{actor} has replied about “{title}”:",
            action: "Read and reply"),
        mention: Phrase(
            subject: "{number}: You are mentioned: {title}", lead: "{actor} mentions you in “{title}”:",
            action: "Read and reply"),
        recordUpdate: Phrase(
            subject: "{number}: News: {title}", lead: "There is news about “{title}” from {actor}.",
            action: "See what is new"),
        taskAssigned: Phrase(
            subject: "{number}: A task for you: {title}",
            lead: "{actor} has a task for you in “{title}”.",
            action: "Open the task"),
        serviceAppeared: Phrase(
            subject: "{number}: Now available: {title}",
            lead: "You asked for “{title}” when we could not offer it. Now we can:", action: "Have a look"
        ),
        articleReview: Phrase(
            subject: "{number}: Please review: {title}", lead: "The article “{title}” is due for review.",
            action: "Open the article"),
        agreementReview: Phrase(
            subject: "Please review the agreement: {title}", lead: "The agreement “{title}” is due for review.",
            action: "Open the agreements"),
        reportReady: Phrase(
            subject: "Your report: {title}, {number}", lead: "The report “{title}” for {number} is ready.",
            action: "Open the report"),
        majorIncident: Phrase(
            subject: "{number}: Major incident: {title}",
            lead: "{actor} tells how it stands with “{title}”:",
            action: "See where it stands"),
        majorBegan: Phrase(
            subject: "{number}: Major incident: {title}",
            lead: "It is led as a major incident from now on: “{title}”.",
            action: "See where it stands"),
        majorRestored: Phrase(
            subject: "{number}: Service is back: {title}",
            lead: "Service is back after “{title}”. A review follows.",
            action: "See where it stands"),
        majorEnded: Phrase(
            subject: "{number}: Major incident over: {title}",
            lead: "The major incident “{title}” is over.",
            action: "See where it stands"),
        updateOverdue: Phrase(
            subject: "{number}: An update is overdue: {title}",
            lead: "Nobody has told in time how it stands with “{title}”.",
            action: "Write the update"),
        escalated: Phrase(
            subject: "{number}: Escalated to you: {title}", lead: "“{title}” is escalated to you:",
            action: "Open the incident"),
        coverageGap: Phrase(
            subject: "Nobody is on call: {title}", lead: "By the schedule “{title}” nobody is on call then:",
            action: "Open the schedule"),
        digest: Phrase(
            subject: "Your notices of the day: {count}", lead: "This has happened in what concerns you:",
            action: "Open all notices"),
        desk: "The service desk", until: "Please by {due}.", more: "Further notices: {count}",
        reason: "You get this mail because it concerns you.", preferences: "Choose what we mail to you")
}
