extension Company.Article {
    static let offlineTill = Company.Article(
        services: ["Store checkout"], audience: "public", isValidated: true,
        texts: [
            "en": Text(
                title: "Till shows “Offline”: keep on selling",
                symptoms: "The till shows a red cloud and “Offline”. Vouchers and loyalty points are refused.",
                keywords: ["till", "offline", "checkout", "voucher"],
                body: """
                    A till keeps all prices and goes on selling for 48 hours without a connection. Nothing is lost: sales are sent later.

                    - **Cash** works as always.
                    - **Cards** work up to 50 euros without asking the bank; above that the customer signs the slip.
                    - **Vouchers and loyalty points** do not. Note the customer's number; points are added afterwards.

                    ## What to do
                    1. Is it one till only? Pull the network plug behind it and push it in again until it clicks.
                    2. Are all tills of the branch offline? Look whether the box in the office shows green lights. Switch it off for 30 seconds.
                    3. If the cloud stays red after five minutes, report trouble with the branch number. **Do not** restart the till while it is \
                    offline: it would ask for a sign-in that it cannot check.
                    """),
            "de": Text(
                title: "Kasse zeigt „Offline“: weiter verkaufen",
                symptoms: "Die Kasse zeigt eine rote Wolke und „Offline“. Gutscheine und Treuepunkte werden abgelehnt.",
                keywords: ["kasse", "offline", "gutschein", "filiale"],
                body: """
                    Eine Kasse kennt alle Preise und verkauft ohne Verbindung 48 Stunden weiter. Nichts geht verloren: Die Verkäufe werden \
                    nachgeschickt.

                    - **Bargeld** geht wie immer.
                    - **Karten** gehen bis 50 Euro ohne Rückfrage bei der Bank; darüber unterschreibt der Kunde den Beleg.
                    - **Gutscheine und Treuepunkte** gehen nicht. Notieren Sie die Kundennummer; die Punkte werden nachgetragen.

                    ## Was zu tun ist
                    1. Ist es nur eine Kasse? Ziehen Sie den Netzwerkstecker dahinter und stecken Sie ihn wieder ein, bis er einrastet.
                    2. Sind alle Kassen der Filiale offline? Sehen Sie nach, ob der Kasten im Büro grün leuchtet. Schalten Sie ihn für 30 Sekunden aus.
                    3. Bleibt die Wolke nach fünf Minuten rot, melden Sie eine Störung mit der Filialnummer. Starten Sie die Kasse **nicht** neu, \
                    solange sie offline ist: Sie verlangt sonst eine Anmeldung, die sie nicht prüfen kann.
                    """),
            "sv": Text(
                title: "Kassan visar ”Offline”: fortsätt att sälja",
                symptoms: "Kassan visar ett rött moln och ”Offline”. Presentkort och bonuspoäng nekas.",
                keywords: ["kassa", "offline", "presentkort", "butik"],
                body: """
                    En kassa har alla priser och säljer vidare i 48 timmar utan anslutning. Inget går förlorat: köpen skickas senare.

                    - **Kontanter** fungerar som vanligt.
                    - **Kort** fungerar upp till 50 euro utan fråga till banken; över det skriver kunden under kvittot.
                    - **Presentkort och bonuspoäng** fungerar inte. Anteckna kundnumret; poängen läggs till efteråt.

                    ## Gör så här
                    1. Gäller det bara en kassa? Dra ur nätverkskabeln bakom den och sätt i den igen tills den klickar.
                    2. Är alla kassor i butiken offline? Se efter om boxen på kontoret lyser grönt. Stäng av den i 30 sekunder.
                    3. Är molnet fortfarande rött efter fem minuter, anmäl felet med butikens nummer. Starta **inte** om kassan medan den är offline: \
                    då kräver den en inloggning som den inte kan kontrollera.
                    """),
            "nb": Text(
                title: "Kassen viser «Frakoblet»: fortsett å selge",
                symptoms: "Kassen viser en rød sky og «Frakoblet». Gavekort og bonuspoeng avvises.",
                keywords: ["kasse", "frakoblet", "gavekort", "butikk"],
                body: """
                    En kasse har alle prisene og selger videre i 48 timer uten forbindelse. Ingenting går tapt: salgene sendes senere.

                    - **Kontanter** virker som alltid.
                    - **Kort** virker opptil 50 euro uten spørsmål til banken; over det signerer kunden kvitteringen.
                    - **Gavekort og bonuspoeng** virker ikke. Noter kundenummeret; poengene legges til etterpå.

                    ## Slik gjør du
                    1. Gjelder det bare én kasse? Trekk ut nettverkskabelen bak den og sett den inn igjen til den klikker.
                    2. Er alle kassene i butikken frakoblet? Se om boksen på kontoret lyser grønt. Slå den av i 30 sekunder.
                    3. Er skyen fortsatt rød etter fem minutter, melder du feil med butikknummeret. **Ikke** start kassen på nytt mens den er \
                    frakoblet: da krever den en pålogging som den ikke kan kontrollere.
                    """),
            "ru": Text(
                title: "Касса показывает «Нет связи»: как продолжать продажи",
                symptoms:
                    "На кассе красное облако и надпись «Нет связи». Подарочные карты и бонусные баллы не принимаются.",
                keywords: ["касса", "нет связи", "подарочная карта", "филиал"],
                body: """
                    Касса хранит все цены и работает без связи ещё 48 часов. Ничего не теряется: продажи отправляются позже.

                    - **Наличные** принимаются как обычно.
                    - **Карты** работают до 50 евро без запроса в банк; при большей сумме покупатель подписывает чек.
                    - **Подарочные карты и баллы** не работают. Запишите номер покупателя; баллы начислят потом.

                    ## Что делать
                    1. Не работает одна касса? Вытащите сетевой кабель позади неё и вставьте снова до щелчка.
                    2. Без связи все кассы филиала? Посмотрите, горят ли зелёные огни на устройстве в офисе. Выключите его на 30 секунд.
                    3. Если через пять минут облако всё ещё красное, сообщите о сбое и укажите номер филиала. **Не** перезапускайте кассу без связи: \
                    она потребует вход, который не сможет проверить.
                    """),
        ])
}
