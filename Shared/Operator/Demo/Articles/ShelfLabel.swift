extension Company.Article {
    static let shelfLabel = Company.Article(
        services: ["Shelf labels", "Merchandise management"], audience: "public", isValidated: false,
        texts: [
            "en": Text(
                title: "Shelf label shows a wrong price or nothing",
                symptoms: "The electronic label shows yesterday's price, a cross, or stays blank.",
                keywords: ["shelf label", "price", "label", "battery"],
                body: """
                    The price at the till counts. If the label says less, the customer pays what the label says; note it on the list *Price differences*.

                    1. **Yesterday's price:** labels change between 4 and 6 in the morning. Scan the label with the handheld and choose **Refresh**; \
                    within ten minutes it fetches its price.
                    2. **A cross or nothing:** the battery is empty. Change it (CR2450, in the office) and scan the label and then the article to join \
                    them again.
                    3. **A whole shelf is wrong:** the sender above the aisle is missing. Report trouble with branch and aisle, and print paper labels \
                    meanwhile: *Merchandise → Labels → Paper*.
                    """),
            "de": Text(
                title: "Regaletikett zeigt falschen Preis oder nichts",
                symptoms: "Das elektronische Etikett zeigt den Preis von gestern, ein Kreuz oder bleibt leer.",
                keywords: ["regaletikett", "preis", "etikett", "batterie"],
                body: """
                    Es gilt der Preis an der Kasse. Zeigt das Etikett weniger, zahlt der Kunde den Preis des Etiketts; vermerken Sie es auf der Liste \
                    *Preisabweichungen*.

                    1. **Preis von gestern:** Etiketten wechseln zwischen 4 und 6 Uhr morgens. Scannen Sie das Etikett mit dem Handgerät und wählen Sie \
                    **Auffrischen**; innerhalb von zehn Minuten holt es seinen Preis.
                    2. **Kreuz oder leer:** Die Batterie ist leer. Wechseln Sie sie (CR2450, im Büro) und scannen Sie erst das Etikett, dann den \
                    Artikel, um beide wieder zu verbinden.
                    3. **Ein ganzes Regal ist falsch:** Der Sender über dem Gang fehlt. Melden Sie eine Störung mit Filiale und Gang und drucken Sie \
                    solange Papieretiketten: *Warenwirtschaft → Etiketten → Papier*.
                    """),
            "sv": Text(
                title: "Hyllkantsetiketten visar fel pris eller ingenting",
                symptoms: "Den elektroniska etiketten visar gårdagens pris, ett kryss eller är tom.",
                keywords: ["hyllkantsetikett", "pris", "etikett", "batteri"],
                body: """
                    Priset i kassan gäller. Visar etiketten ett lägre pris betalar kunden det; anteckna det på listan *Prisavvikelser*.

                    1. **Gårdagens pris:** etiketterna byter mellan klockan 4 och 6 på morgonen. Skanna etiketten med handenheten och välj **Uppdatera**; \
                    inom tio minuter hämtar den sitt pris.
                    2. **Kryss eller tom:** batteriet är slut. Byt det (CR2450, på kontoret) och skanna först etiketten, sedan varan, så kopplas de ihop \
                    igen.
                    3. **En hel hylla är fel:** sändaren över gången saknas. Anmäl felet med butik och gång och skriv ut pappersetiketter så länge: \
                    *Varor → Etiketter → Papper*.
                    """),
            "nb": Text(
                title: "Hylleetiketten viser feil pris eller ingenting",
                symptoms: "Den elektroniske etiketten viser gårsdagens pris, et kryss eller er tom.",
                keywords: ["hylleetikett", "pris", "etikett", "batteri"],
                body: """
                    Prisen i kassen gjelder. Viser etiketten en lavere pris, betaler kunden den; noter det på listen *Prisavvik*.

                    1. **Gårsdagens pris:** etikettene skifter mellom klokken 4 og 6 om morgenen. Skann etiketten med håndenheten og velg **Oppdater**; \
                    innen ti minutter henter den prisen sin.
                    2. **Kryss eller tom:** batteriet er tomt. Bytt det (CR2450, på kontoret) og skann først etiketten, så varen, slik at de kobles \
                    sammen igjen.
                    3. **En hel hylle er feil:** senderen over gangen mangler. Meld feil med butikk og gang, og skriv ut papiretiketter så lenge: \
                    *Varer → Etiketter → Papir*.
                    """),
            "ru": Text(
                title: "Электронный ценник показывает неверную цену или пуст",
                symptoms: "На электронном ценнике вчерашняя цена, крест или пустой экран.",
                keywords: ["ценник", "цена", "полка", "батарейка"],
                body: """
                    Действует цена на кассе. Если на ценнике меньше, покупатель платит по ценнику; отметьте это в списке *Расхождения цен*.

                    1. **Вчерашняя цена:** ценники меняются с 4 до 6 утра. Отсканируйте ценник ручным сканером и выберите **Обновить**; в течение десяти \
                    минут он получит цену.
                    2. **Крест или пусто:** села батарейка. Замените её (CR2450, в офисе) и отсканируйте сначала ценник, потом товар, чтобы снова \
                    связать их.
                    3. **Неверна целая полка:** нет передатчика над проходом. Сообщите о сбое, укажите филиал и проход, а пока печатайте бумажные \
                    ценники: *Товары → Ценники → Бумага*.
                    """),
        ])
}
