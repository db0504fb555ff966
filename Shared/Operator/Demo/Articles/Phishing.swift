extension Company.Article {
    static let phishing = Company.Article(
        services: ["Mail and calendar"], audience: "public", isValidated: true,
        texts: [
            "en": Text(
                title: "Suspicious mail: how to recognise and report it",
                symptoms: "A mail asks for my password or payment, or has an attachment that I do not expect.",
                keywords: ["phishing", "spam", "suspicious mail", "attachment"],
                body: """
                    **Do not click, do not answer, do not forward it to colleagues.**

                    Signs: it presses for time; the sender's address does not fit the name; a link leads elsewhere than it says (rest the mouse on it); \
                    it asks for passwords, codes or gift cards.

                    1. Choose **Report → Phishing** in the mail program. The mail goes to the security team and leaves your mailbox.
                    2. Have you clicked or opened the attachment? Pull the network cable or switch off Wi-Fi, leave the computer on and call the \
                    service desk at once.
                    3. Have you typed your password? Change it from another device before you do anything else.

                    Nobody is blamed for reporting, nor for clicking. The first five minutes decide.
                    """),
            "de": Text(
                title: "Verdächtige Mail erkennen und melden",
                symptoms: "Eine Mail fragt nach Kennwort oder Zahlung oder hat einen Anhang, den ich nicht erwarte.",
                keywords: ["phishing", "spam", "verdächtige mail", "anhang"],
                body: """
                    **Nicht klicken, nicht antworten, nicht an Kollegen weiterleiten.**

                    Anzeichen: Es drängt; die Adresse passt nicht zum Namen; ein Link führt woanders hin, als er sagt (halten Sie die Maus darauf); es \
                    geht um Kennwörter, Codes oder Gutscheinkarten.

                    1. Wählen Sie im Mailprogramm **Melden → Phishing**. Die Mail geht an das Sicherheitsteam und verlässt Ihr Postfach.
                    2. Haben Sie geklickt oder den Anhang geöffnet? Ziehen Sie das Netzwerkkabel oder schalten Sie das WLAN aus, lassen Sie den Rechner \
                    an und rufen Sie sofort den Service Desk an.
                    3. Haben Sie Ihr Kennwort eingegeben? Ändern Sie es von einem anderen Gerät aus, bevor Sie irgendetwas anderes tun.

                    Niemandem wird das Melden vorgeworfen, auch das Klicken nicht. Die ersten fünf Minuten entscheiden.
                    """),
            "sv": Text(
                title: "Känn igen och anmäl misstänkt e-post",
                symptoms:
                    "Ett mejl frågar efter mitt lösenord eller en betalning, eller har en bilaga som jag inte väntar mig.",
                keywords: ["nätfiske", "skräppost", "misstänkt mejl", "bilaga"],
                body: """
                    **Klicka inte, svara inte, vidarebefordra inte till kollegor.**

                    Tecken: det är bråttom; avsändarens adress stämmer inte med namnet; en länk leder någon annanstans än den säger (håll musen över \
                    den); det gäller lösenord, koder eller presentkort.

                    1. Välj **Rapportera → Nätfiske** i e-postprogrammet. Mejlet går till säkerhetsteamet och försvinner ur din inkorg.
                    2. Har du klickat eller öppnat bilagan? Dra ur nätverkskabeln eller stäng av wifi, låt datorn vara på och ring servicedesken genast.
                    3. Har du skrivit ditt lösenord? Byt det från en annan enhet innan du gör något annat.

                    Ingen klandras för att anmäla, inte heller för att ha klickat. De första fem minuterna avgör.
                    """),
            "nb": Text(
                title: "Kjenn igjen og meld mistenkelig e-post",
                symptoms: "En e-post spør etter passord eller betaling, eller har et vedlegg jeg ikke venter.",
                keywords: ["nettfiske", "søppelpost", "mistenkelig e-post", "vedlegg"],
                body: """
                    **Ikke klikk, ikke svar, ikke videresend til kolleger.**

                    Tegn: det haster; avsenderens adresse passer ikke til navnet; en lenke fører et annet sted enn den sier (hold musen over den); det \
                    gjelder passord, koder eller gavekort.

                    1. Velg **Rapporter → Nettfiske** i e-postprogrammet. E-posten går til sikkerhetsteamet og forsvinner fra innboksen.
                    2. Har du klikket eller åpnet vedlegget? Trekk ut nettverkskabelen eller slå av Wi-Fi, la maskinen stå på og ring servicedesken \
                    straks.
                    3. Har du skrevet passordet ditt? Endre det fra en annen enhet før du gjør noe annet.

                    Ingen bebreides for å melde fra, heller ikke for å ha klikket. De første fem minuttene avgjør.
                    """),
            "ru": Text(
                title: "Подозрительное письмо: как распознать и сообщить",
                symptoms: "В письме просят пароль или оплату, либо есть вложение, которого я не жду.",
                keywords: ["фишинг", "спам", "подозрительное письмо", "вложение"],
                body: """
                    **Не нажимайте на ссылки, не отвечайте, не пересылайте коллегам.**

                    Признаки: вас торопят; адрес отправителя не подходит к имени; ссылка ведёт не туда, куда написано (наведите на неё мышь); просят \
                    пароли, коды или подарочные карты.

                    1. В почтовой программе выберите **Сообщить → Фишинг**. Письмо уйдёт в отдел безопасности и исчезнет из ящика.
                    2. Нажали на ссылку или открыли вложение? Вытащите сетевой кабель или выключите Wi-Fi, не выключайте компьютер и сразу позвоните \
                    в службу поддержки.
                    3. Ввели пароль? Смените его с другого устройства прежде всего остального.

                    Никого не упрекают за сообщение и даже за нажатие. Решают первые пять минут.
                    """),
        ])
}
