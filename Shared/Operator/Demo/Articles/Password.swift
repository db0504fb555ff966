extension Company.Article {
    static let password = Company.Article(
        services: ["Mail and calendar"], audience: "public", isValidated: true,
        texts: [
            "en": Text(
                title: "Reset a forgotten password",
                symptoms: "I have forgotten my password. My account is locked after too many attempts.",
                keywords: ["password", "account locked", "sign-in", "reset"],
                body: """
                    You can set a new password yourself, at any hour, if a phone number is kept for you.

                    1. On the sign-in page choose **Forgotten your password?**
                    2. Type your sign-in name. You get a code on your phone; it is good for ten minutes.
                    3. Choose a new password of at least 12 characters. A sentence of four or five words is easy to remember and hard to guess.
                    4. Sign in again on every device. Phones and tablets that keep trying the old password lock the account again: \
                    change it there first, or switch them to flight mode for a moment.

                    A locked account opens by itself after 15 minutes. Nobody at the service desk will ever ask you for your password.
                    """),
            "de": Text(
                title: "Vergessenes Kennwort zurücksetzen",
                symptoms: "Ich habe mein Kennwort vergessen. Mein Konto ist nach zu vielen Versuchen gesperrt.",
                keywords: ["kennwort", "passwort", "konto gesperrt", "anmeldung"],
                body: """
                    Wenn eine Telefonnummer für Sie hinterlegt ist, setzen Sie jederzeit selbst ein neues Kennwort.

                    1. Wählen Sie auf der Anmeldeseite **Kennwort vergessen?**
                    2. Geben Sie Ihren Anmeldenamen ein. Sie erhalten einen Code auf das Telefon; er gilt zehn Minuten.
                    3. Wählen Sie ein neues Kennwort mit mindestens 12 Zeichen. Ein Satz aus vier oder fünf Wörtern ist leicht zu merken und \
                    schwer zu erraten.
                    4. Melden Sie sich auf jedem Gerät neu an. Telefone und Tablets, die weiter das alte Kennwort versuchen, sperren das Konto \
                    wieder: Ändern Sie es dort zuerst, oder schalten Sie sie kurz in den Flugmodus.

                    Ein gesperrtes Konto öffnet sich nach 15 Minuten von selbst. Der Service Desk fragt Sie niemals nach Ihrem Kennwort.
                    """),
            "sv": Text(
                title: "Återställ ett glömt lösenord",
                symptoms: "Jag har glömt mitt lösenord. Mitt konto är låst efter för många försök.",
                keywords: ["lösenord", "konto låst", "inloggning", "återställa"],
                body: """
                    Om ditt telefonnummer finns registrerat kan du själv välja ett nytt lösenord, dygnet runt.

                    1. Välj **Glömt lösenordet?** på inloggningssidan.
                    2. Skriv ditt inloggningsnamn. Du får en kod i telefonen; den gäller i tio minuter.
                    3. Välj ett nytt lösenord med minst 12 tecken. En mening på fyra eller fem ord är lätt att minnas och svår att gissa.
                    4. Logga in igen på varje enhet. Telefoner och surfplattor som fortsätter med det gamla lösenordet låser kontot på nytt: \
                    byt där först eller slå på flygplansläge en stund.

                    Ett låst konto öppnas av sig självt efter 15 minuter. Servicedesken frågar aldrig efter ditt lösenord.
                    """),
            "nb": Text(
                title: "Tilbakestill et glemt passord",
                symptoms: "Jeg har glemt passordet mitt. Kontoen min er låst etter for mange forsøk.",
                keywords: ["passord", "konto låst", "pålogging", "tilbakestille"],
                body: """
                    Er telefonnummeret ditt registrert, kan du velge et nytt passord selv, når som helst på døgnet.

                    1. Velg **Glemt passordet?** på påloggingssiden.
                    2. Skriv påloggingsnavnet ditt. Du får en kode på telefonen; den gjelder i ti minutter.
                    3. Velg et nytt passord på minst 12 tegn. En setning på fire eller fem ord er lett å huske og vanskelig å gjette.
                    4. Logg på igjen på alle enheter. Telefoner og nettbrett som fortsetter med det gamle passordet, låser kontoen igjen: \
                    endre det der først, eller slå på flymodus en liten stund.

                    En låst konto åpnes av seg selv etter 15 minutter. Servicedesken spør deg aldri om passordet.
                    """),
            "ru": Text(
                title: "Сброс забытого пароля",
                symptoms: "Я забыл пароль. Учётная запись заблокирована после слишком многих попыток.",
                keywords: ["пароль", "блокировка", "учётная запись", "вход"],
                body: """
                    Если для вас указан номер телефона, вы можете задать новый пароль сами в любое время.

                    1. На странице входа выберите **Забыли пароль?**
                    2. Введите своё имя для входа. На телефон придёт код; он действует десять минут.
                    3. Придумайте новый пароль не короче 12 знаков. Фразу из четырёх-пяти слов легко запомнить и трудно угадать.
                    4. Войдите заново на всех устройствах. Телефоны и планшеты, которые продолжают пробовать старый пароль, снова \
                    заблокируют учётную запись: сначала измените пароль на них или ненадолго включите режим полёта.

                    Заблокированная учётная запись открывается сама через 15 минут. Сотрудники службы поддержки никогда не спрашивают пароль.
                    """),
        ])
}
