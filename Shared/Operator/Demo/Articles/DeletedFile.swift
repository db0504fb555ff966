extension Company.Article {
    static let deletedFile = Company.Article(
        services: ["Files and printing"], audience: "public", isValidated: true,
        texts: [
            "en": Text(
                title: "Bring back a deleted or overwritten file",
                symptoms: "I have deleted a file on the share, or saved over it.",
                keywords: ["file", "deleted", "restore", "previous version", "share"],
                body: """
                    Every share keeps the versions of the last 30 days, taken at 7:00, 12:00 and 18:00. You can get them back yourself.

                    1. Open the folder in which the file was and right-click an empty place in it.
                    2. Choose **Properties → Previous versions**.
                    3. Open the version before the mishap; look before you copy.
                    4. Copy the file to your desktop and give it another name, so that you do not overwrite newer work.

                    Older than 30 days, or the whole folder is gone? Report trouble with the path and the last day on which it was right. Files of up \
                    to one year can be fetched from the backup by the next working day.
                    """),
            "de": Text(
                title: "Gelöschte oder überschriebene Datei zurückholen",
                symptoms: "Ich habe eine Datei auf dem Laufwerk gelöscht oder überschrieben.",
                keywords: ["datei", "gelöscht", "wiederherstellen", "vorgängerversion", "laufwerk"],
                body: """
                    Jedes Laufwerk behält die Fassungen der letzten 30 Tage, von 7, 12 und 18 Uhr. Sie können sie selbst zurückholen.

                    1. Öffnen Sie den Ordner, in dem die Datei lag, und klicken Sie mit rechts auf eine leere Stelle.
                    2. Wählen Sie **Eigenschaften → Vorgängerversionen**.
                    3. Öffnen Sie die Fassung vor dem Missgeschick; sehen Sie hinein, bevor Sie kopieren.
                    4. Kopieren Sie die Datei auf den Schreibtisch und geben Sie ihr einen anderen Namen, damit Sie nichts Neueres überschreiben.

                    Älter als 30 Tage, oder der ganze Ordner ist weg? Melden Sie eine Störung mit dem Pfad und dem letzten Tag, an dem alles stimmte. \
                    Dateien bis zu einem Jahr kommen bis zum nächsten Arbeitstag aus der Sicherung.
                    """),
            "sv": Text(
                title: "Återställ en raderad eller överskriven fil",
                symptoms: "Jag har raderat en fil i den delade mappen eller sparat över den.",
                keywords: ["fil", "raderad", "återställa", "tidigare version", "delad mapp"],
                body: """
                    Varje delad mapp sparar versionerna från de senaste 30 dagarna, klockan 7, 12 och 18. Du kan återställa dem själv.

                    1. Öppna mappen där filen låg och högerklicka på en tom plats.
                    2. Välj **Egenskaper → Tidigare versioner**.
                    3. Öppna versionen från före missödet; titta innan du kopierar.
                    4. Kopiera filen till skrivbordet och ge den ett annat namn, så att du inte skriver över något nyare.

                    Äldre än 30 dagar, eller är hela mappen borta? Anmäl ett fel med sökvägen och den sista dagen allt stämde. Filer upp till ett år \
                    gamla hämtas ur säkerhetskopian till nästa arbetsdag.
                    """),
            "nb": Text(
                title: "Hent tilbake en slettet eller overskrevet fil",
                symptoms: "Jeg har slettet en fil på fellesområdet eller lagret over den.",
                keywords: ["fil", "slettet", "gjenopprette", "tidligere versjon", "fellesområde"],
                body: """
                    Hvert fellesområde tar vare på versjonene fra de siste 30 dagene, klokken 7, 12 og 18. Du kan hente dem selv.

                    1. Åpne mappen der filen lå, og høyreklikk på et tomt sted.
                    2. Velg **Egenskaper → Tidligere versjoner**.
                    3. Åpne versjonen fra før uhellet; se på den før du kopierer.
                    4. Kopier filen til skrivebordet og gi den et annet navn, så du ikke skriver over noe nyere.

                    Eldre enn 30 dager, eller er hele mappen borte? Meld feil med banen og den siste dagen alt stemte. Filer opptil ett år tilbake \
                    hentes fra sikkerhetskopien til neste arbeidsdag.
                    """),
            "ru": Text(
                title: "Как вернуть удалённый или перезаписанный файл",
                symptoms: "Я удалил файл в общей папке или сохранил поверх него другой.",
                keywords: ["файл", "удалён", "восстановление", "предыдущая версия", "общая папка"],
                body: """
                    В каждой общей папке хранятся версии за последние 30 дней: на 7, 12 и 18 часов. Их можно вернуть самостоятельно.

                    1. Откройте папку, где был файл, и щёлкните правой кнопкой по пустому месту.
                    2. Выберите **Свойства → Предыдущие версии**.
                    3. Откройте версию до ошибки; посмотрите, прежде чем копировать.
                    4. Скопируйте файл на рабочий стол под другим именем, чтобы не затереть более новую работу.

                    Прошло больше 30 дней или пропала вся папка? Сообщите о сбое: укажите путь и последний день, когда всё было верно. Файлы за \
                    последний год к следующему рабочему дню восстановят из резервной копии.
                    """),
        ])
}
