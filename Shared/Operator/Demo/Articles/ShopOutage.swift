extension Company.Article {
    static let shopOutage = Company.Article(
        services: ["Online shop", "Click and collect"], audience: "public", isValidated: false,
        texts: [
            "en": Text(
                title: "Online shop is down: go on serving customers",
                symptoms:
                    "The shop's pages do not load or the basket stays empty. Customers ask in the branch for their order.",
                keywords: ["online shop", "outage", "click and collect", "workaround"],
                body: """
                    This is a workaround for branches and customer service while the shop cannot be reached.

                    1. Look at the start page of the portal first. If the outage is known, choose **Me too** instead of calling: it counts how many \
                    are hurt, and you are told when it is over.
                    2. **Orders by phone:** write them on the form *Order on paper* with article number, size and quantity. Enter them at the till \
                    as *branch order* once it is over.
                    3. **Collecting:** parcels are sorted by the last four digits of the order number. Ask for the confirmation mail and an \
                    identity card, and note the number on the list.
                    4. **Paying online** is not possible meanwhile. Never take card numbers by phone.

                    Prices of the shop stay good for orders taken on paper on the same day.
                    """),
            "de": Text(
                title: "Online-Shop gestört: Kunden weiter bedienen",
                symptoms:
                    "Die Seiten des Shops laden nicht oder der Warenkorb bleibt leer. Kunden fragen in der Filiale nach ihrer Bestellung.",
                keywords: ["online-shop", "ausfall", "abholung", "umgehung"],
                body: """
                    Diese Umgehung gilt für Filialen und Kundenservice, solange der Shop nicht erreichbar ist.

                    1. Sehen Sie zuerst auf die Startseite des Portals. Ist der Ausfall bekannt, wählen Sie **Ich auch**, statt anzurufen: So wird \
                    gezählt, wie viele betroffen sind, und Sie erfahren, wenn es vorbei ist.
                    2. **Bestellungen am Telefon:** Schreiben Sie sie mit Artikelnummer, Größe und Menge auf das Formular *Bestellung auf Papier*. \
                    Erfassen Sie sie danach an der Kasse als *Filialbestellung*.
                    3. **Abholung:** Die Pakete sind nach den letzten vier Ziffern der Bestellnummer sortiert. Lassen Sie sich Bestätigungsmail und \
                    Ausweis zeigen und notieren Sie die Nummer auf der Liste.
                    4. **Online bezahlen** geht solange nicht. Nehmen Sie niemals Kartennummern am Telefon entgegen.

                    Die Preise des Shops gelten für auf Papier aufgenommene Bestellungen desselben Tages weiter.
                    """),
            "sv": Text(
                title: "Webbutiken ligger nere: fortsätt att betjäna kunderna",
                symptoms:
                    "Webbutikens sidor laddas inte eller varukorgen förblir tom. Kunder frågar i butiken efter sin beställning.",
                keywords: ["webbutik", "avbrott", "hämta i butik", "tillfällig lösning"],
                body: """
                    Det här är en tillfällig lösning för butiker och kundtjänst medan webbutiken inte går att nå.

                    1. Titta först på portalens startsida. Är avbrottet känt väljer du **Jag också** i stället för att ringa: då räknas hur många \
                    som drabbas och du får veta när det är över.
                    2. **Beställningar per telefon:** skriv dem på blanketten *Beställning på papper* med artikelnummer, storlek och antal. \
                    Registrera dem i kassan som *butiksbeställning* efteråt.
                    3. **Hämtning:** paketen är sorterade efter beställningsnumrets fyra sista siffror. Be om bekräftelsemejlet och legitimation och \
                    anteckna numret på listan.
                    4. **Betalning på nätet** går inte under tiden. Ta aldrig emot kortnummer per telefon.

                    Webbutikens priser gäller även för pappersbeställningar från samma dag.
                    """),
            "nb": Text(
                title: "Nettbutikken er nede: fortsett å betjene kundene",
                symptoms:
                    "Sidene i nettbutikken lastes ikke, eller handlekurven forblir tom. Kunder spør i butikken etter bestillingen sin.",
                keywords: ["nettbutikk", "driftsstans", "klikk og hent", "omvei"],
                body: """
                    Dette er en midlertidig løsning for butikker og kundeservice mens nettbutikken ikke kan nås.

                    1. Se først på startsiden i portalen. Er driftsstansen kjent, velger du **Jeg også** i stedet for å ringe: da telles det hvor \
                    mange som er rammet, og du får beskjed når det er over.
                    2. **Bestillinger på telefon:** skriv dem på skjemaet *Bestilling på papir* med varenummer, størrelse og antall. Registrer dem i \
                    kassen som *butikkbestilling* etterpå.
                    3. **Henting:** pakkene er sortert etter de fire siste sifrene i bestillingsnummeret. Be om bekreftelsen på e-post og \
                    legitimasjon, og noter nummeret på listen.
                    4. **Betaling på nett** er ikke mulig så lenge. Ta aldri imot kortnumre på telefon.

                    Prisene i nettbutikken gjelder også for papirbestillinger fra samme dag.
                    """),
            "ru": Text(
                title: "Интернет-магазин не работает: как обслуживать покупателей",
                symptoms:
                    "Страницы магазина не загружаются, корзина остаётся пустой. Покупатели спрашивают о своих заказах в филиале.",
                keywords: ["интернет-магазин", "сбой", "самовывоз", "обходное решение"],
                body: """
                    Это обходное решение для филиалов и службы работы с клиентами на время, пока магазин недоступен.

                    1. Сначала посмотрите на главную страницу портала. Если о сбое известно, нажмите **У меня тоже**, а не звоните: так видно, \
                    скольких он затронул, и вы узнаете, когда всё заработает.
                    2. **Заказы по телефону:** записывайте их в бланк *Заказ на бумаге*: артикул, размер, количество. Потом внесите их на кассе как \
                    *заказ филиала*.
                    3. **Выдача:** посылки разложены по последним четырём цифрам номера заказа. Попросите показать письмо с подтверждением и \
                    документ, отметьте номер в списке.
                    4. **Оплата на сайте** в это время невозможна. Никогда не принимайте номера карт по телефону.

                    Для заказов, записанных на бумаге в тот же день, цены магазина сохраняются.
                    """),
        ])
}
