extension NoticeWords {
    static let russian = NoticeWords(
        approvalRequested: Phrase(
            subject: "{number}: Требуется ваше согласование: {title}",
            lead: "{actor} запрашивает: «{title}». Требуется ваше согласование.",
            action: "Согласовать или отклонить"),
        approved: Phrase(
            subject: "{number}: Согласовано: {title}",
            lead: "Запрос «{title}» согласован. Решение: {actor}.",
            action: "Открыть запрос"),
        rejected: Phrase(
            subject: "{number}: Не согласовано: {title}",
            lead: "Запрос «{title}» не согласован. Решение: {actor}.",
            action: "Открыть запрос"),
        reply: Phrase(
            subject: "{number}: Новый ответ: {title}",
            lead: "Новый ответ по теме «{title}», автор: {actor}.",
            action: "Прочитать и ответить"),
        mention: Phrase(
            subject: "{number}: Вас упоминают: {title}", lead: "Вас упоминает {actor} в теме «{title}».",
            action: "Прочитать и ответить"),
        recordUpdate: Phrase(
            subject: "{number}: Новости: {title}",
            lead: "Есть новости по теме «{title}», автор: {actor}.",
            action: "Посмотреть новости"),
        taskAssigned: Phrase(
            subject: "{number}: Задача для вас: {title}",
            lead: "{actor}: для вас есть задача в «{title}».",
            action: "Открыть задачу"),
        serviceAppeared: Phrase(
            subject: "{number}: Теперь доступно: {title}",
            lead: "Раньше мы не могли предложить то, о чём вы просили: «{title}». Теперь можем:",
            action: "Посмотреть"),
        articleReview: Phrase(
            subject: "{number}: Просьба проверить: {title}", lead: "Пора проверить статью «{title}».",
            action: "Открыть статью"),
        agreementReview: Phrase(
            subject: "Пора пересмотреть соглашение: {title}", lead: "Подходит срок пересмотра соглашения «{title}».",
            action: "Открыть соглашения"),
        reportReady: Phrase(
            subject: "Ваш отчёт: {title}, {number}", lead: "Отчёт «{title}» за {number} готов.", action: "Открыть отчёт"
        ),
        majorIncident: Phrase(
            subject: "{number}: Крупный инцидент: {title}",
            lead: "{actor} сообщает, как обстоят дела с «{title}»:",
            action: "Посмотреть состояние"),
        majorBegan: Phrase(
            subject: "{number}: Крупный инцидент: {title}",
            lead: "С этого момента ведётся как крупный инцидент: «{title}».",
            action: "Посмотреть состояние"),
        majorRestored: Phrase(
            subject: "{number}: Сервис восстановлен: {title}",
            lead: "После «{title}» сервис восстановлен. Последует разбор.",
            action: "Посмотреть состояние"),
        majorEnded: Phrase(
            subject: "{number}: Крупный инцидент завершён: {title}",
            lead: "Крупный инцидент «{title}» завершён.",
            action: "Посмотреть состояние"),
        updateOverdue: Phrase(
            subject: "{number}: Сообщение просрочено: {title}",
            lead: "Никто вовремя не сообщил, как обстоят дела с «{title}».",
            action: "Написать сообщение"),
        escalated: Phrase(
            subject: "{number}: Эскалация к вам: {title}", lead: "Обращение «{title}» эскалировано вам:",
            action: "Открыть инцидент"),
        coverageGap: Phrase(
            subject: "Никто не дежурит: {title}", lead: "По графику «{title}» в это время никто не дежурит:",
            action: "Открыть график"),
        digest: Phrase(
            subject: "Ваши уведомления за день: {count}",
            lead: "Вот что произошло в том, что вас касается:",
            action: "Открыть все уведомления"),
        desk: "Служба поддержки", until: "Срок: {due}.", more: "Других уведомлений: {count}",
        reason: "Вы получили это письмо, потому что оно вас касается.",
        preferences: "Выбрать, о чём вам писать")
}
