extension Company.Article {
    static let cardTerminal = Company.Article(
        services: ["Payments", "Store checkout"], audience: "public", isValidated: false,
        texts: [
            "en": Text(
                title: "Card terminal declines every card",
                symptoms: "The terminal says “Declined” or “No host” for all customers. Cash works.",
                keywords: ["card terminal", "declined", "payment", "no host"],
                body: """
                    One declined card is the bank's affair. Three in a row at one terminal are ours.

                    1. Try the terminal of the next till. If that works, carry on there and report this one.
                    2. Read the last line of the slip. **No host** means that the line is missing: unplug the terminal for one minute.
                    3. **Time wrong** or a date of the past: press `Menu`, `7`, `Enter`; the terminal fetches its time.
                    4. If all terminals decline, look at the portal: payments may be known to be down. Offer cash and invoice, and put up the \
                    sign *Cards not possible just now*.

                    If a customer was charged although it said “Declined”, keep the slip. The amount goes back by itself within three working days.
                    """),
            "de": Text(
                title: "Kartenterminal lehnt alle Karten ab",
                symptoms: "Das Terminal meldet bei allen Kunden „Abgelehnt“ oder „Kein Host“. Bargeld geht.",
                keywords: ["kartenterminal", "abgelehnt", "zahlung", "kein host"],
                body: """
                    Eine abgelehnte Karte ist Sache der Bank. Drei nacheinander am selben Terminal sind unsere.

                    1. Versuchen Sie das Terminal der nächsten Kasse. Geht es dort, machen Sie dort weiter und melden Sie dieses.
                    2. Lesen Sie die letzte Zeile des Belegs. **Kein Host** heißt, dass die Leitung fehlt: Trennen Sie das Terminal eine Minute vom \
                    Strom.
                    3. **Zeit falsch** oder ein Datum der Vergangenheit: Drücken Sie `Menü`, `7`, `OK`; das Terminal holt sich die Zeit.
                    4. Lehnen alle Terminals ab, sehen Sie ins Portal: Vielleicht ist eine Störung der Zahlungen schon bekannt. Bieten Sie Bargeld \
                    und Rechnung an und stellen Sie das Schild *Kartenzahlung zurzeit nicht möglich* auf.

                    Wurde trotz „Abgelehnt“ abgebucht, heben Sie den Beleg auf. Der Betrag geht innerhalb von drei Werktagen von selbst zurück.
                    """),
            "sv": Text(
                title: "Kortterminalen nekar alla kort",
                symptoms: "Terminalen visar ”Nekad” eller ”Ingen värd” för alla kunder. Kontanter fungerar.",
                keywords: ["kortterminal", "nekad", "betalning", "ingen värd"],
                body: """
                    Ett nekat kort är bankens sak. Tre i rad på samma terminal är vår.

                    1. Prova terminalen vid nästa kassa. Fungerar den, fortsätt där och anmäl den här.
                    2. Läs sista raden på kvittot. **Ingen värd** betyder att linjen saknas: dra ur terminalens ström i en minut.
                    3. **Fel tid** eller ett gammalt datum: tryck `Meny`, `7`, `OK`; terminalen hämtar tiden.
                    4. Nekar alla terminaler, titta i portalen: avbrottet i betalningar kan redan vara känt. Erbjud kontanter och faktura och sätt \
                    fram skylten *Kort går inte just nu*.

                    Om kunden debiterades trots ”Nekad”, spara kvittot. Beloppet återförs av sig självt inom tre bankdagar.
                    """),
            "nb": Text(
                title: "Kortterminalen avviser alle kort",
                symptoms: "Terminalen viser «Avvist» eller «Ingen vert» for alle kunder. Kontanter virker.",
                keywords: ["kortterminal", "avvist", "betaling", "ingen vert"],
                body: """
                    Ett avvist kort er bankens sak. Tre på rad på samme terminal er vår.

                    1. Prøv terminalen ved neste kasse. Virker den, fortsetter du der og melder feil på denne.
                    2. Les den siste linjen på kvitteringen. **Ingen vert** betyr at linjen mangler: ta strømmen fra terminalen i ett minutt.
                    3. **Feil tid** eller en gammel dato: trykk `Meny`, `7`, `OK`; terminalen henter tiden.
                    4. Avviser alle terminaler, ser du i portalen: feilen på betalinger kan være kjent. Tilby kontanter og faktura, og sett frem \
                    skiltet *Kort er ikke mulig akkurat nå*.

                    Ble kunden belastet selv om det sto «Avvist», tar du vare på kvitteringen. Beløpet går tilbake av seg selv innen tre virkedager.
                    """),
            "ru": Text(
                title: "Терминал отклоняет все карты",
                symptoms: "Терминал у всех покупателей показывает «Отклонено» или «Нет хоста». Наличные принимаются.",
                keywords: ["терминал", "отклонено", "оплата", "нет хоста"],
                body: """
                    Одна отклонённая карта — дело банка. Три подряд на одном терминале — наше.

                    1. Попробуйте терминал на соседней кассе. Если он работает, продолжайте там, а об этом сообщите.
                    2. Прочитайте последнюю строку чека. **Нет хоста** значит, что нет линии: отключите терминал от питания на минуту.
                    3. **Неверное время** или дата в прошлом: нажмите `Меню`, `7`, `Ввод`; терминал получит время.
                    4. Если отклоняют все терминалы, посмотрите на портал: возможно, о сбое платежей уже известно. Предложите наличные или счёт и \
                    выставьте табличку *Оплата картой временно невозможна*.

                    Если деньги списались, хотя было «Отклонено», сохраните чек. Сумма вернётся сама в течение трёх рабочих дней.
                    """),
        ])
}
