extension Company.Article {
    static let phoneMail = Company.Article(
        services: ["Mail and calendar"], audience: "public", isValidated: true,
        texts: [
            "en": Text(
                title: "Set up company mail on your phone",
                symptoms: "I want to read mail and calendar on my phone. The phone asks for a server.",
                keywords: ["mail", "phone", "calendar", "mobile"],
                body: """
                    1. Install **Outlook** from your phone's app store. Other mail apps are refused.
                    2. Type your mail address. The server is found by itself; if you are asked, it is `mail.nordwarft.example`.
                    3. Sign in and confirm on the screen that appears. Have your second factor ready.
                    4. Allow the phone to be managed. Nordwarft sees model and version, not your photos, messages or places.
                    5. Set a code of at least six digits if your phone has none.

                    Mail of the last 30 days arrives within ten minutes. If the phone is lost, report it at once: the service desk \
                    removes company mail from it and leaves everything else alone.
                    """),
            "de": Text(
                title: "Firmenmail auf dem Telefon einrichten",
                symptoms: "Ich möchte Mail und Kalender auf dem Telefon lesen. Das Telefon fragt nach einem Server.",
                keywords: ["mail", "e-mail", "telefon", "kalender", "handy"],
                body: """
                    1. Installieren Sie **Outlook** aus dem App-Store Ihres Telefons. Andere Mail-Apps werden abgewiesen.
                    2. Geben Sie Ihre Mailadresse ein. Der Server wird von selbst gefunden; falls gefragt wird: `mail.nordwarft.example`.
                    3. Melden Sie sich an und bestätigen Sie die Anzeige. Halten Sie Ihren zweiten Faktor bereit.
                    4. Erlauben Sie die Verwaltung des Telefons. Nordwarft sieht Modell und Version, nicht Fotos, Nachrichten oder Orte.
                    5. Legen Sie einen Code mit mindestens sechs Ziffern fest, falls Ihr Telefon keinen hat.

                    Die Mails der letzten 30 Tage kommen innerhalb von zehn Minuten. Ist das Telefon verloren, melden Sie es sofort: Der \
                    Service Desk entfernt die Firmenmail und lässt alles andere unberührt.
                    """),
            "sv": Text(
                title: "Lägg in företagets e-post i telefonen",
                symptoms: "Jag vill läsa e-post och kalender i telefonen. Telefonen frågar efter en server.",
                keywords: ["e-post", "telefon", "kalender", "mobil"],
                body: """
                    1. Installera **Outlook** från telefonens appbutik. Andra e-postappar nekas.
                    2. Skriv din e-postadress. Servern hittas av sig själv; om du tillfrågas heter den `mail.nordwarft.example`.
                    3. Logga in och bekräfta på skärmen som visas. Ha din andra faktor till hands.
                    4. Tillåt att telefonen hanteras. Nordwarft ser modell och version, inte foton, meddelanden eller platser.
                    5. Välj en kod med minst sex siffror om telefonen saknar en.

                    E-post från de senaste 30 dagarna kommer inom tio minuter. Har du tappat telefonen, anmäl det genast: servicedesken tar \
                    bort företagets e-post och rör inget annat.
                    """),
            "nb": Text(
                title: "Sett opp firmaets e-post på telefonen",
                symptoms: "Jeg vil lese e-post og kalender på telefonen. Telefonen spør etter en server.",
                keywords: ["e-post", "telefon", "kalender", "mobil"],
                body: """
                    1. Installer **Outlook** fra telefonens appbutikk. Andre e-postapper avvises.
                    2. Skriv e-postadressen din. Serveren finnes av seg selv; blir du spurt, heter den `mail.nordwarft.example`.
                    3. Logg på og bekreft på skjermen som vises. Ha den andre faktoren klar.
                    4. Tillat at telefonen administreres. Nordwarft ser modell og versjon, ikke bilder, meldinger eller steder.
                    5. Velg en kode på minst seks sifre hvis telefonen ikke har en.

                    E-post fra de siste 30 dagene kommer innen ti minutter. Har du mistet telefonen, meld fra straks: servicedesken fjerner \
                    firmaets e-post og lar alt annet være i fred.
                    """),
            "ru": Text(
                title: "Настройка корпоративной почты на телефоне",
                symptoms: "Хочу читать почту и календарь на телефоне. Телефон спрашивает адрес сервера.",
                keywords: ["почта", "телефон", "календарь", "мобильный"],
                body: """
                    1. Установите **Outlook** из магазина приложений телефона. Другие почтовые приложения не допускаются.
                    2. Введите свой адрес почты. Сервер найдётся сам; если о нём спросят, укажите `mail.nordwarft.example`.
                    3. Войдите и подтвердите вход на появившемся экране. Держите под рукой второй фактор.
                    4. Разрешите управление телефоном. Nordwarft видит модель и версию, но не фотографии, сообщения и местоположение.
                    5. Задайте код не короче шести цифр, если его ещё нет.

                    Письма за последние 30 дней придут в течение десяти минут. Если телефон потерян, сообщите сразу: служба поддержки удалит с \
                    него корпоративную почту и не тронет остальное.
                    """),
        ])
}
