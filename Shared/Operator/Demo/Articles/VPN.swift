extension Company.Article {
    static let vpn = Company.Article(
        services: [], audience: "public", isValidated: true,
        texts: [
            "en": Text(
                title: "VPN does not connect from home",
                symptoms:
                    "The VPN client keeps saying “Connecting” and then “Timed out”. Shares and intranet cannot be reached.",
                keywords: ["vpn", "home office", "remote access", "timeout"],
                body: """
                    ## First check your own connection
                    1. Open any public web page. If it does not load, restart your router and wait two minutes.
                    2. Hotel and train networks often show a sign-in page first: open the browser and accept it.

                    ## Then start the VPN client afresh
                    1. Quit the client completely: right-click its symbol beside the clock and choose **Quit**.
                    2. Check date and time of your computer. A clock that is wrong by more than five minutes makes the certificate invalid.
                    3. Start the client and choose the profile **Nordwarft**.
                    4. Confirm the sign-in on your phone within 60 seconds.

                    ## If it still fails
                    Try a mobile hotspot. If that works, your router blocks UDP port 4500; the profile **Nordwarft (TCP)** gets \
                    through, a little slower. Otherwise report trouble with the exact message and the time.
                    """),
            "de": Text(
                title: "VPN verbindet sich von zu Hause nicht",
                symptoms:
                    "Der VPN-Client zeigt lange „Verbinden“ und dann „Zeitüberschreitung“. Laufwerke und Intranet sind nicht erreichbar.",
                keywords: ["vpn", "homeoffice", "fernzugriff", "zeitüberschreitung"],
                body: """
                    ## Zuerst die eigene Verbindung prüfen
                    1. Rufen Sie eine beliebige öffentliche Webseite auf. Lädt sie nicht, starten Sie den Router neu und warten Sie zwei \
                    Minuten.
                    2. In Hotel und Bahn erscheint oft erst eine Anmeldeseite: Öffnen Sie den Browser und bestätigen Sie sie.

                    ## Dann den VPN-Client neu starten
                    1. Beenden Sie den Client ganz: Rechtsklick auf das Symbol neben der Uhr, dann **Beenden**.
                    2. Prüfen Sie Datum und Uhrzeit des Rechners. Geht die Uhr mehr als fünf Minuten falsch, gilt das Zertifikat nicht.
                    3. Starten Sie den Client und wählen Sie das Profil **Nordwarft**.
                    4. Bestätigen Sie die Anmeldung innerhalb von 60 Sekunden auf dem Telefon.

                    ## Wenn es immer noch nicht geht
                    Versuchen Sie es über den Hotspot Ihres Telefons. Klappt das, sperrt Ihr Router den UDP-Port 4500; das Profil \
                    **Nordwarft (TCP)** kommt durch, etwas langsamer. Sonst melden Sie bitte eine Störung mit der genauen Meldung und der \
                    Uhrzeit.
                    """),
            "sv": Text(
                title: "VPN ansluter inte hemifrån",
                symptoms:
                    "VPN-klienten visar länge ”Ansluter” och sedan ”Tidsgränsen överskreds”. Utdelade mappar och intranät går inte att nå.",
                keywords: ["vpn", "hemarbete", "fjärråtkomst", "tidsgräns"],
                body: """
                    ## Kontrollera först din egen anslutning
                    1. Öppna en valfri webbsida. Om den inte laddas, starta om routern och vänta två minuter.
                    2. På hotell och tåg visas ofta en inloggningssida först: öppna webbläsaren och godkänn den.

                    ## Starta sedan om VPN-klienten
                    1. Avsluta klienten helt: högerklicka på symbolen bredvid klockan och välj **Avsluta**.
                    2. Kontrollera datorns datum och tid. Går klockan mer än fem minuter fel gäller inte certifikatet.
                    3. Starta klienten och välj profilen **Nordwarft**.
                    4. Bekräfta inloggningen i telefonen inom 60 sekunder.

                    ## Om det fortfarande inte går
                    Prova att dela internet från mobilen. Fungerar det, så spärrar din router UDP-port 4500; profilen **Nordwarft (TCP)** \
                    kommer igenom, lite långsammare. Annars anmäler du ett fel med det exakta meddelandet och klockslaget.
                    """),
            "nb": Text(
                title: "VPN kobler ikke til hjemmefra",
                symptoms:
                    "VPN-klienten viser lenge «Kobler til» og så «Tidsavbrudd». Fellesmapper og intranett kan ikke nås.",
                keywords: ["vpn", "hjemmekontor", "fjerntilgang", "tidsavbrudd"],
                body: """
                    ## Sjekk først din egen forbindelse
                    1. Åpne en hvilken som helst nettside. Lastes den ikke, start ruteren på nytt og vent to minutter.
                    2. På hotell og tog vises det ofte en påloggingsside først: åpne nettleseren og godta den.

                    ## Start så VPN-klienten på nytt
                    1. Avslutt klienten helt: høyreklikk på symbolet ved klokken og velg **Avslutt**.
                    2. Sjekk dato og klokkeslett på maskinen. Går klokken mer enn fem minutter feil, er sertifikatet ugyldig.
                    3. Start klienten og velg profilen **Nordwarft**.
                    4. Bekreft påloggingen på telefonen innen 60 sekunder.

                    ## Hvis det fortsatt ikke går
                    Prøv å dele nett fra mobilen. Virker det, sperrer ruteren din UDP-port 4500; profilen **Nordwarft (TCP)** kommer \
                    gjennom, litt langsommere. Ellers melder du feil med den nøyaktige meldingen og klokkeslettet.
                    """),
            "ru": Text(
                title: "VPN не подключается из дома",
                symptoms:
                    "Клиент VPN долго показывает «Подключение», затем «Время ожидания истекло». Общие папки и интранет недоступны.",
                keywords: ["vpn", "удалённая работа", "удалённый доступ", "тайм-аут"],
                body: """
                    ## Сначала проверьте своё соединение
                    1. Откройте любой сайт в интернете. Если он не загружается, перезапустите роутер и подождите две минуты.
                    2. В гостинице и поезде часто сначала появляется страница входа: откройте браузер и подтвердите её.

                    ## Затем перезапустите клиент VPN
                    1. Полностью закройте клиент: щёлкните правой кнопкой по значку возле часов и выберите **Выход**.
                    2. Проверьте дату и время на компьютере. Если часы ошибаются больше чем на пять минут, сертификат недействителен.
                    3. Запустите клиент и выберите профиль **Nordwarft**.
                    4. Подтвердите вход на телефоне в течение 60 секунд.

                    ## Если не помогло
                    Попробуйте раздать интернет с телефона. Если так работает, ваш роутер блокирует UDP-порт 4500; профиль \
                    **Nordwarft (TCP)** пройдёт, хотя и немного медленнее. Иначе сообщите о сбое: укажите точный текст сообщения и время.
                    """),
        ])
}
