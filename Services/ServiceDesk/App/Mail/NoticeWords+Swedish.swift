extension NoticeWords {
    static let swedish = NoticeWords(
        approvalRequested: Phrase(
            subject: "{number}: Ditt godkännande behövs: {title}",
            lead: "{actor} ber om ”{title}”. Det kräver ditt godkännande.", action: "Godkänn eller avslå"),
        approved: Phrase(
            subject: "{number}: Godkänd: {title}", lead: "{actor} har godkänt ”{title}”.",
            action: "Öppna begäran"),
        rejected: Phrase(
            subject: "{number}: Inte godkänd: {title}", lead: "{actor} har inte godkänt ”{title}”.",
            action: "Öppna begäran"),
        reply: Phrase(
            subject: "{number}: Nytt svar: {title}", lead: "{actor} har svarat om ”{title}”:",
            action: "Läs och svara"),
        mention: Phrase(
            subject: "{number}: Du nämns: {title}", lead: "{actor} nämner dig i ”{title}”:",
            action: "Läs och svara"),
        recordUpdate: Phrase(
            subject: "{number}: Nyhet: {title}", lead: "Det finns nytt om ”{title}” från {actor}.",
            action: "Se vad som är nytt"),
        taskAssigned: Phrase(
            subject: "{number}: En uppgift till dig: {title}",
            lead: "{actor} har en uppgift till dig i ”{title}”.",
            action: "Öppna uppgiften"),
        serviceAppeared: Phrase(
            subject: "{number}: Nu tillgänglig: {title}",
            lead: "Du frågade efter ”{title}” när vi inte kunde erbjuda det. Nu kan vi det:",
            action: "Ta en titt"),
        articleReview: Phrase(
            subject: "{number}: Granska, tack: {title}",
            lead: "Det är dags att granska artikeln ”{title}”.",
            action: "Öppna artikeln"),
        agreementReview: Phrase(
            subject: "Granska avtalet: {title}", lead: "Avtalet ”{title}” ska ses över.", action: "Öppna avtalen"),
        reportReady: Phrase(
            subject: "Din rapport: {title}, {number}", lead: "Rapporten ”{title}” för {number} är klar.",
            action: "Öppna rapporten"),
        majorIncident: Phrase(
            subject: "{number}: Allvarlig incident: {title}",
            lead: "{actor} berättar hur det står till med ”{title}”:",
            action: "Se läget"),
        majorBegan: Phrase(
            subject: "{number}: Allvarlig incident: {title}",
            lead: "Leds från och med nu som allvarlig incident: ”{title}”.",
            action: "Se läget"),
        majorRestored: Phrase(
            subject: "{number}: Tjänsten är tillbaka: {title}",
            lead: "Tjänsten är tillbaka efter ”{title}”. En genomgång följer.",
            action: "Se läget"),
        majorEnded: Phrase(
            subject: "{number}: Allvarlig incident över: {title}",
            lead: "Den allvarliga incidenten ”{title}” är över.",
            action: "Se läget"),
        updateOverdue: Phrase(
            subject: "{number}: En uppdatering är försenad: {title}",
            lead: "Ingen har i tid berättat hur det står till med ”{title}”.",
            action: "Skriv uppdateringen"),
        escalated: Phrase(
            subject: "{number}: Eskalerad till dig: {title}", lead: "”{title}” är eskalerad till dig:",
            action: "Öppna incidenten"),
        coverageGap: Phrase(
            subject: "Ingen har jour: {title}", lead: "Enligt schemat ”{title}” har ingen jour då:",
            action: "Öppna schemat"),
        digest: Phrase(
            subject: "Dagens aviseringar: {count}", lead: "Det här har hänt i det som rör dig:",
            action: "Öppna alla aviseringar"),
        desk: "Servicedesk", until: "Senast {due}, tack.", more: "Fler aviseringar: {count}",
        reason: "Du får det här mejlet eftersom det rör dig.",
        preferences: "Välj vad vi mejlar till dig")
}
