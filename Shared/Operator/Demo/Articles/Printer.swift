extension Company.Article {
    static let printer = Company.Article(
        services: ["Files and printing"], audience: "public", isValidated: true,
        texts: [
            "en": Text(
                title: "Printer prints nothing or blank pages",
                symptoms: "My print job disappears, or the printer delivers empty pages or stripes.",
                keywords: ["printer", "print job", "blank page", "toner"],
                body: """
                    ## Nothing comes out
                    1. Look at the display. **Paper jam** and **Tray empty** must be cleared first; open every flap once, even if no paper shows.
                    2. Hold your badge to the reader. Jobs wait for you for 24 hours and are then deleted.
                    3. Delete the job and print one page of text. If that comes out, the document is at fault: save it as PDF and print that.

                    ## Blank or striped pages
                    1. Take out the toner, shake it gently from side to side five times and put it back.
                    2. Print the test page: **Menu → Reports → Configuration**. If it is blank too, the drum is worn.
                    3. Report trouble with the number on the white label, such as `PRT-0417`. Until it is mended, print on any other \
                    device of your floor: your jobs follow your badge.
                    """),
            "de": Text(
                title: "Drucker druckt nichts oder leere Seiten",
                symptoms: "Mein Druckauftrag verschwindet, oder der Drucker liefert leere Seiten oder Streifen.",
                keywords: ["drucker", "druckauftrag", "leere seite", "toner"],
                body: """
                    ## Es kommt nichts heraus
                    1. Sehen Sie auf die Anzeige. **Papierstau** und **Fach leer** müssen zuerst behoben werden; öffnen Sie jede Klappe einmal, \
                    auch wenn kein Papier zu sehen ist.
                    2. Halten Sie Ihren Ausweis an den Leser. Aufträge warten 24 Stunden auf Sie und werden dann gelöscht.
                    3. Löschen Sie den Auftrag und drucken Sie eine Seite Text. Kommt sie, liegt es am Dokument: Speichern Sie es als PDF und \
                    drucken Sie dieses.

                    ## Leere oder streifige Seiten
                    1. Nehmen Sie den Toner heraus, schwenken Sie ihn fünfmal sanft hin und her und setzen Sie ihn wieder ein.
                    2. Drucken Sie die Testseite: **Menü → Berichte → Konfiguration**. Ist auch sie leer, ist die Trommel verbraucht.
                    3. Melden Sie eine Störung mit der Nummer auf dem weißen Schild, etwa `PRT-0417`. Drucken Sie bis dahin an einem anderen \
                    Gerät Ihrer Etage: Ihre Aufträge folgen dem Ausweis.
                    """),
            "sv": Text(
                title: "Skrivaren skriver inte ut eller ger tomma sidor",
                symptoms: "Min utskrift försvinner, eller skrivaren ger tomma eller randiga sidor.",
                keywords: ["skrivare", "utskrift", "tom sida", "toner"],
                body: """
                    ## Ingenting kommer ut
                    1. Titta på displayen. **Pappersstopp** och **Tomt fack** måste åtgärdas först; öppna varje lucka en gång även om inget \
                    papper syns.
                    2. Håll passerkortet mot läsaren. Utskrifter väntar på dig i 24 timmar och tas sedan bort.
                    3. Ta bort utskriften och skriv ut en sida text. Kommer den ut är det dokumentet som är felet: spara det som PDF och skriv \
                    ut den.

                    ## Tomma eller randiga sidor
                    1. Ta ut tonern, vicka den försiktigt fram och tillbaka fem gånger och sätt tillbaka den.
                    2. Skriv ut testsidan: **Meny → Rapporter → Konfiguration**. Är den också tom är trumman slut.
                    3. Anmäl felet med numret på den vita etiketten, till exempel `PRT-0417`. Använd så länge en annan skrivare på våningen: \
                    utskrifterna följer ditt kort.
                    """),
            "nb": Text(
                title: "Skriveren skriver ikke ut eller gir blanke sider",
                symptoms: "Utskriften min forsvinner, eller skriveren gir blanke eller stripete sider.",
                keywords: ["skriver", "utskrift", "blank side", "toner"],
                body: """
                    ## Ingenting kommer ut
                    1. Se på displayet. **Papirstopp** og **Skuff tom** må ordnes først; åpne hver luke én gang, selv om du ikke ser papir.
                    2. Hold adgangskortet mot leseren. Utskrifter venter på deg i 24 timer og slettes så.
                    3. Slett utskriften og skriv ut én side tekst. Kommer den ut, er det dokumentet som er feilen: lagre det som PDF og skriv \
                    ut den.

                    ## Blanke eller stripete sider
                    1. Ta ut toneren, vipp den forsiktig frem og tilbake fem ganger og sett den inn igjen.
                    2. Skriv ut testsiden: **Meny → Rapporter → Konfigurasjon**. Er den også blank, er trommelen utslitt.
                    3. Meld feil med nummeret på den hvite etiketten, for eksempel `PRT-0417`. Bruk imens en annen skriver i etasjen: \
                    utskriftene følger kortet ditt.
                    """),
            "ru": Text(
                title: "Принтер не печатает или выдаёт пустые страницы",
                symptoms: "Задание на печать пропадает, либо принтер выдаёт пустые страницы или страницы с полосами.",
                keywords: ["принтер", "печать", "пустая страница", "тонер"],
                body: """
                    ## Ничего не выходит
                    1. Посмотрите на экран. Сначала устраните **замятие бумаги** или **пустой лоток**; откройте каждую крышку, даже если бумаги \
                    не видно.
                    2. Приложите пропуск к считывателю. Задания ждут вас 24 часа, затем удаляются.
                    3. Удалите задание и напечатайте одну страницу текста. Если она вышла, дело в документе: сохраните его в PDF и напечатайте \
                    PDF.

                    ## Пустые страницы или полосы
                    1. Выньте тонер, пять раз осторожно покачайте его из стороны в сторону и вставьте обратно.
                    2. Напечатайте тестовую страницу: **Меню → Отчёты → Конфигурация**. Если и она пустая, изношен барабан.
                    3. Сообщите о сбое и укажите номер с белой наклейки, например `PRT-0417`. Пока его чинят, печатайте на любом другом \
                    принтере этажа: задания следуют за пропуском.
                    """),
        ])
}
