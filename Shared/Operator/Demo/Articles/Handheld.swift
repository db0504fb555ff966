extension Company.Article {
    static let handheld = Company.Article(
        services: ["Order fulfilment"], audience: "public", isValidated: true,
        texts: [
            "en": Text(
                title: "Handheld scanner finds no network in the warehouse",
                symptoms: "The scanner beeps but the pick list does not move on. The Wi-Fi symbol is crossed out.",
                keywords: ["scanner", "handheld", "warehouse", "wifi"],
                body: """
                    1. Walk to the next aisle. If the symbol comes back, one access point is down: report trouble with the number of the aisle.
                    2. Put the scanner into its cradle for ten seconds. It fetches its settings there and signs in again.
                    3. Still crossed out? Hold the **yellow key** and **power** for eight seconds until the scanner restarts.
                    4. Take a scanner from the spare shelf at gate 3 and put yours into the red box with a note.

                    What you scanned without a network is kept in the device for a day and sent as soon as it is back. Do not scan it twice.
                    """),
            "de": Text(
                title: "Handscanner findet im Lager kein Netz",
                symptoms:
                    "Der Scanner piept, aber die Pickliste geht nicht weiter. Das WLAN-Symbol ist durchgestrichen.",
                keywords: ["scanner", "handscanner", "lager", "wlan"],
                body: """
                    1. Gehen Sie in den nächsten Gang. Kommt das Symbol zurück, ist ein Zugangspunkt ausgefallen: Melden Sie eine Störung mit der \
                    Nummer des Gangs.
                    2. Stellen Sie den Scanner zehn Sekunden in die Ladeschale. Dort holt er seine Einstellungen und meldet sich neu an.
                    3. Immer noch durchgestrichen? Halten Sie die **gelbe Taste** und **Ein/Aus** acht Sekunden, bis der Scanner neu startet.
                    4. Nehmen Sie einen Scanner aus dem Reserveregal an Tor 3 und legen Sie Ihren mit einem Zettel in die rote Kiste.

                    Was Sie ohne Netz gescannt haben, bleibt einen Tag im Gerät und wird gesendet, sobald es wieder da ist. Scannen Sie es nicht doppelt.
                    """),
            "sv": Text(
                title: "Handskannern hittar inget nät i lagret",
                symptoms: "Skannern piper men plocklistan går inte vidare. Wifi-symbolen är överstruken.",
                keywords: ["skanner", "handskanner", "lager", "wifi"],
                body: """
                    1. Gå till nästa gång. Kommer symbolen tillbaka är en accesspunkt nere: anmäl felet med gångens nummer.
                    2. Ställ skannern i laddaren i tio sekunder. Där hämtar den sina inställningar och loggar in igen.
                    3. Fortfarande överstruken? Håll in den **gula knappen** och **på/av** i åtta sekunder tills skannern startar om.
                    4. Ta en skanner från reservhyllan vid port 3 och lägg din i den röda lådan med en lapp.

                    Det du skannade utan nät sparas i enheten ett dygn och skickas så snart nätet är tillbaka. Skanna inte två gånger.
                    """),
            "nb": Text(
                title: "Håndskanneren finner ikke nett på lageret",
                symptoms: "Skanneren piper, men plukklisten går ikke videre. Wi-Fi-symbolet er strøket over.",
                keywords: ["skanner", "håndskanner", "lager", "wifi"],
                body: """
                    1. Gå til neste gang. Kommer symbolet tilbake, er et tilgangspunkt nede: meld feil med nummeret på gangen.
                    2. Sett skanneren i ladeholderen i ti sekunder. Der henter den innstillingene sine og logger på igjen.
                    3. Fortsatt strøket over? Hold inne den **gule knappen** og **av/på** i åtte sekunder til skanneren starter på nytt.
                    4. Ta en skanner fra reservehyllen ved port 3, og legg din i den røde kassen med en lapp.

                    Det du skannet uten nett, blir i enheten i et døgn og sendes så snart nettet er tilbake. Ikke skann to ganger.
                    """),
            "ru": Text(
                title: "Ручной сканер не находит сеть на складе",
                symptoms: "Сканер пищит, но список отбора не движется дальше. Значок Wi-Fi перечёркнут.",
                keywords: ["сканер", "склад", "wifi", "список отбора"],
                body: """
                    1. Перейдите в соседний проход. Если значок вернулся, не работает точка доступа: сообщите о сбое и укажите номер прохода.
                    2. Поставьте сканер на десять секунд в подставку. Там он получит настройки и войдёт заново.
                    3. Всё ещё перечёркнут? Удерживайте **жёлтую кнопку** и **питание** восемь секунд, пока сканер не перезапустится.
                    4. Возьмите сканер с резервной полки у ворот 3, а свой положите с запиской в красный ящик.

                    Всё, что отсканировано без сети, хранится в устройстве сутки и отправляется, как только сеть вернётся. Не сканируйте дважды.
                    """),
        ])
}
