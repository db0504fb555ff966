extension Company.Article {
    static let majorIncident = Company.Article(
        services: [], audience: "internal", isValidated: true,
        texts: [
            "en": Text(
                title: "Major incident: the first fifteen minutes at the service desk",
                symptoms: "Several branches or the online shop are hurt at once; calls come in by the minute.",
                keywords: ["major incident", "runbook", "communication", "escalation"],
                body: """
                    1. **Minute 0–3.** Open the alert console and look for the situation with its cause. Take the incident; do not open a second one. New \
                    callers are added with *me too*.
                    2. **Minute 3–5.** Say how bad it is: services, branches, euros per hour stand in the record. Page the team that restores it.
                    3. **Minute 5–10.** Publish the first notice: what does not work, the workaround, when you will speak again. No guesses about the cause.
                    4. **Minute 10–15.** One person leads, one writes, one speaks with the business. Look at changes of the last six hours.

                    Speak every 30 minutes, also when there is nothing new. When it is over, confirm with two branches before you close.
                    """),
            "de": Text(
                title: "Großstörung: die ersten fünfzehn Minuten am Service Desk",
                symptoms:
                    "Mehrere Filialen oder der Online-Shop sind zugleich betroffen; es wird im Minutentakt angerufen.",
                keywords: ["großstörung", "ablaufplan", "kommunikation", "eskalation"],
                body: """
                    1. **Minute 0–3.** Öffnen Sie die Alarmkonsole und suchen Sie die Lage mit ihrer Ursache. Übernehmen Sie die Störung; eröffnen Sie keine \
                    zweite. Neue Anrufer kommen mit *Ich auch* dazu.
                    2. **Minute 3–5.** Sagen Sie, wie schlimm es ist: Dienste, Filialen und Euro je Stunde stehen im Datensatz. Rufen Sie das Team, das \
                    wiederherstellt.
                    3. **Minute 5–10.** Veröffentlichen Sie die erste Meldung: was nicht geht, die Umgehung, wann Sie sich wieder melden. Keine \
                    Vermutungen über die Ursache.
                    4. **Minute 10–15.** Eine Person leitet, eine schreibt, eine spricht mit dem Geschäft. Sehen Sie die Änderungen der letzten sechs \
                    Stunden an.

                    Melden Sie sich alle 30 Minuten, auch wenn es nichts Neues gibt. Fragen Sie am Ende zwei Filialen, bevor Sie schließen.
                    """),
            "sv": Text(
                title: "Allvarlig incident: de första femton minuterna i servicedesken",
                symptoms: "Flera butiker eller webbutiken drabbas samtidigt; samtalen kommer varje minut.",
                keywords: ["allvarlig incident", "åtgärdsplan", "kommunikation", "eskalering"],
                body: """
                    1. **Minut 0–3.** Öppna larmkonsolen och leta upp läget med dess orsak. Ta incidenten; öppna ingen andra. Nya samtal läggs till med *jag \
                    också*.
                    2. **Minut 3–5.** Säg hur illa det är: tjänster, butiker och euro per timme står i posten. Larma teamet som återställer.
                    3. **Minut 5–10.** Publicera det första meddelandet: vad som inte fungerar, den tillfälliga lösningen och när ni hör av er igen. Inga \
                    gissningar om orsaken.
                    4. **Minut 10–15.** En leder, en skriver, en talar med verksamheten. Titta på ändringarna de senaste sex timmarna.

                    Hör av er var 30:e minut, även när inget är nytt. Bekräfta med två butiker innan ni stänger.
                    """),
            "nb": Text(
                title: "Alvorlig hendelse: de første femten minuttene på servicedesken",
                symptoms: "Flere butikker eller nettbutikken rammes samtidig; det ringer hvert minutt.",
                keywords: ["alvorlig hendelse", "tiltaksplan", "kommunikasjon", "eskalering"],
                body: """
                    1. **Minutt 0–3.** Åpne alarmkonsollen og finn situasjonen med årsaken. Ta hendelsen; ikke åpne en ny. Nye innringere legges til med *jeg \
                    også*.
                    2. **Minutt 3–5.** Si hvor ille det er: tjenester, butikker og euro per time står i saken. Varsle teamet som gjenoppretter.
                    3. **Minutt 5–10.** Publiser den første meldingen: hva som ikke virker, omveien og når dere melder dere igjen. Ingen gjetninger om \
                    årsaken.
                    4. **Minutt 10–15.** Én leder, én skriver, én snakker med forretningen. Se på endringene de siste seks timene.

                    Meld dere hvert 30. minutt, også når det ikke er noe nytt. Få bekreftet av to butikker før dere lukker saken.
                    """),
            "ru": Text(
                title: "Крупный инцидент: первые пятнадцать минут службы поддержки",
                symptoms:
                    "Одновременно затронуты несколько филиалов или интернет-магазин; звонки поступают каждую минуту.",
                keywords: ["крупный инцидент", "план действий", "оповещение", "эскалация"],
                body: """
                    1. **Минуты 0–3.** Откройте консоль оповещений и найдите ситуацию с её причиной. Возьмите инцидент в работу; второй не открывайте. Новых \
                    звонящих добавляйте через *у меня тоже*.
                    2. **Минуты 3–5.** Оцените ущерб: услуги, филиалы и евро в час указаны в записи. Вызовите команду, которая восстанавливает.
                    3. **Минуты 5–10.** Опубликуйте первое сообщение: что не работает, обходное решение и когда вы сообщите новости. Никаких догадок о причине.
                    4. **Минуты 10–15.** Один руководит, один пишет, один говорит с бизнесом. Посмотрите изменения за последние шесть часов.

                    Сообщайте новости каждые 30 минут, даже если их нет. Прежде чем закрыть инцидент, получите подтверждение от двух филиалов.
                    """),
        ])
}
