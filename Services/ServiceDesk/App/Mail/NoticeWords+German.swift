extension NoticeWords {
    static let german = NoticeWords(
        approvalRequested: Phrase(
            subject: "{number}: Ihre Genehmigung wird gebraucht: {title}",
            lead: "{actor} bittet um „{title}“. Dafür ist Ihre Genehmigung nötig.",
            action: "Genehmigen oder ablehnen"),
        approved: Phrase(
            subject: "{number}: Genehmigt: {title}", lead: "{actor} hat „{title}“ genehmigt.",
            action: "Anforderung öffnen"),
        rejected: Phrase(
            subject: "{number}: Nicht genehmigt: {title}", lead: "{actor} hat „{title}“ nicht genehmigt.",
            action: "Anforderung öffnen"),
        reply: Phrase(
            subject: "{number}: Neue Antwort: {title}", lead: "{actor} hat zu „{title}“ geantwortet:",
            action: "Lesen und antworten"),
        mention: Phrase(
            subject: "{number}: Sie werden erwähnt: {title}", lead: "{actor} erwähnt Sie in „{title}“:",
            action: "Lesen und antworten"),
        recordUpdate: Phrase(
            subject: "{number}: Neuigkeit: {title}", lead: "Es gibt Neues zu „{title}“ von {actor}.",
            action: "Neuigkeit ansehen"),
        taskAssigned: Phrase(
            subject: "{number}: Eine Aufgabe für Sie: {title}",
            lead: "{actor} hat eine Aufgabe für Sie in „{title}“.",
            action: "Aufgabe öffnen"),
        serviceAppeared: Phrase(
            subject: "{number}: Jetzt verfügbar: {title}",
            lead:
                "Sie haben nach „{title}“ gefragt, als wir es nicht anbieten konnten. Jetzt können wir es:",
            action: "Ansehen"),
        articleReview: Phrase(
            subject: "{number}: Bitte prüfen: {title}",
            lead: "Der Artikel „{title}“ ist zur Prüfung fällig.",
            action: "Artikel öffnen"),
        agreementReview: Phrase(
            subject: "Bitte die Vereinbarung prüfen: {title}",
            lead: "Die Vereinbarung „{title}“ ist zur Prüfung fällig.", action: "Vereinbarungen öffnen"),
        reportReady: Phrase(
            subject: "Ihr Bericht: {title}, {number}", lead: "Der Bericht „{title}“ für {number} ist fertig.",
            action: "Bericht öffnen"),
        majorIncident: Phrase(
            subject: "{number}: Schwere Störung: {title}",
            lead: "{actor} berichtet, wie es um „{title}“ steht:",
            action: "Stand ansehen"),
        majorBegan: Phrase(
            subject: "{number}: Schwere Störung: {title}",
            lead: "Wird ab jetzt als schwere Störung geführt: „{title}“.",
            action: "Stand ansehen"),
        majorRestored: Phrase(
            subject: "{number}: Dienst läuft wieder: {title}",
            lead: "Nach „{title}“ läuft der Dienst wieder. Eine Nachbetrachtung folgt.",
            action: "Stand ansehen"),
        majorEnded: Phrase(
            subject: "{number}: Schwere Störung vorbei: {title}",
            lead: "Die schwere Störung „{title}“ ist vorbei.",
            action: "Stand ansehen"),
        updateOverdue: Phrase(
            subject: "{number}: Eine Meldung ist überfällig: {title}",
            lead: "Niemand hat rechtzeitig gemeldet, wie es um „{title}“ steht.",
            action: "Meldung schreiben"),
        escalated: Phrase(
            subject: "{number}: An Sie eskaliert: {title}", lead: "„{title}“ ist an Sie eskaliert:",
            action: "Störung öffnen"),
        coverageGap: Phrase(
            subject: "Niemand hat Bereitschaft: {title}",
            lead: "Nach dem Dienstplan „{title}“ hat dann niemand Bereitschaft:",
            action: "Dienstplan öffnen"),
        digest: Phrase(
            subject: "Ihre Benachrichtigungen des Tages: {count}",
            lead: "Das ist in Ihren Angelegenheiten geschehen:",
            action: "Alle Benachrichtigungen öffnen"),
        desk: "Service-Desk", until: "Bitte bis {due}.", more: "Weitere Benachrichtigungen: {count}",
        reason: "Sie erhalten diese Mail, weil der Inhalt Sie betrifft.",
        preferences: "Auswählen, was wir Ihnen mailen")
}
