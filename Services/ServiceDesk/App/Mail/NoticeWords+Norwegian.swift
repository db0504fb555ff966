extension NoticeWords {
    static let norwegian = NoticeWords(
        approvalRequested: Phrase(
            subject: "{number}: Vi trenger din godkjenning: {title}",
            lead: "{actor} ber om «{title}». Det krever din godkjenning.", action: "Godkjenn eller avslå"),
        approved: Phrase(
            subject: "{number}: Godkjent: {title}", lead: "{actor} har godkjent «{title}».",
            action: "Åpne forespørselen"),
        rejected: Phrase(
            subject: "{number}: Ikke godkjent: {title}", lead: "{actor} har ikke godkjent «{title}».",
            action: "Åpne forespørselen"),
        reply: Phrase(
            subject: "{number}: Nytt svar: {title}", lead: "{actor} har svart om «{title}»:",
            action: "Les og svar"),
        mention: Phrase(
            subject: "{number}: Du er nevnt: {title}", lead: "{actor} nevner deg i «{title}»:",
            action: "Les og svar"),
        recordUpdate: Phrase(
            subject: "{number}: Nyhet: {title}", lead: "Det er nytt om «{title}» fra {actor}.",
            action: "Se hva som er nytt"),
        taskAssigned: Phrase(
            subject: "{number}: En oppgave til deg: {title}",
            lead: "{actor} har en oppgave til deg i «{title}».",
            action: "Åpne oppgaven"),
        serviceAppeared: Phrase(
            subject: "{number}: Nå tilgjengelig: {title}",
            lead: "Du spurte etter «{title}» da vi ikke kunne tilby det. Nå kan vi det:",
            action: "Ta en titt"),
        articleReview: Phrase(
            subject: "{number}: Se gjennom: {title}",
            lead: "Det er på tide å se gjennom artikkelen «{title}».",
            action: "Åpne artikkelen"),
        agreementReview: Phrase(
            subject: "Gå gjennom avtalen: {title}", lead: "Avtalen «{title}» skal gjennomgås.", action: "Åpne avtalene"),
        reportReady: Phrase(
            subject: "Rapporten din: {title}, {number}", lead: "Rapporten «{title}» for {number} er klar.",
            action: "Åpne rapporten"),
        majorIncident: Phrase(
            subject: "{number}: Alvorlig hendelse: {title}",
            lead: "{actor} forteller hvordan det står til med «{title}»:",
            action: "Se status"),
        majorBegan: Phrase(
            subject: "{number}: Alvorlig hendelse: {title}",
            lead: "Ledes fra nå av som alvorlig hendelse: «{title}».",
            action: "Se status"),
        majorRestored: Phrase(
            subject: "{number}: Tjenesten er tilbake: {title}",
            lead: "Tjenesten er tilbake etter «{title}». En gjennomgang følger.",
            action: "Se status"),
        majorEnded: Phrase(
            subject: "{number}: Alvorlig hendelse over: {title}",
            lead: "Den alvorlige hendelsen «{title}» er over.",
            action: "Se status"),
        updateOverdue: Phrase(
            subject: "{number}: En oppdatering er forsinket: {title}",
            lead: "Ingen har i tide fortalt hvordan det står til med «{title}».",
            action: "Skriv oppdateringen"),
        escalated: Phrase(
            subject: "{number}: Eskalert til deg: {title}", lead: "«{title}» er eskalert til deg:",
            action: "Åpne hendelsen"),
        coverageGap: Phrase(
            subject: "Ingen har vakt: {title}", lead: "Etter vaktplanen «{title}» har ingen vakt da:",
            action: "Åpne vaktplanen"),
        digest: Phrase(
            subject: "Dagens varsler: {count}", lead: "Dette har skjedd i det som angår deg:",
            action: "Åpne alle varsler"),
        desk: "Servicedesk", until: "Innen {due}, takk.", more: "Flere varsler: {count}",
        reason: "Du får denne e-posten fordi den angår deg.",
        preferences: "Velg hva vi sender deg på e-post")
}
