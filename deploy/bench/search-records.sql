-- 100,000 heads in five languages for figures of search: a few common words, many rare ones. Only for a desk of no other use.
INSERT INTO record_head
    (kind, id, number, title, body, state, is_open, priority, requester, organisation, affected, team, assignee, services, readers,
     audience, opened_at, updated_at, sequence, words)
SELECT kind, gen_random_uuid(), number, title, body, state, state = 'new', 1 + n % 5, requesters[1 + n % 10000], NULL, '{}',
    teams[1 + n % 40], NULL, ARRAY[services[1 + n % 200]], readers, '{}', at, at, 1, record_words(number, title, body)
FROM (
    SELECT n, (ARRAY['incident', 'request', 'contact', 'problem', 'change'])[1 + n % 5] AS kind,
        (ARRAY['INC', 'REQ', 'CON', 'PRB', 'CHG'])[1 + n % 5] || lpad(n::text, 7, '0') AS number,
        (ARRAY['Printer', 'Der Drucker', 'Skrivaren', 'Skriveren', 'Принтер', 'Mail', 'VPN', 'Laptop', 'Anmeldung', 'Пароль'])[1 + n % 10]
            || ' ' || (ARRAY['does not work', 'geht nicht mehr', 'fungerar inte', 'virker ikke', 'не работает'])[1 + (n / 10) % 5]
            || ' ' || (ARRAY['in room', 'auf Etage', 'i rum', 'på rom', 'в комнате'])[1 + (n / 50) % 5] || ' ' || n % 997
            || ' ' || substr(md5((n % 20000)::text), 1, 6) AS title,
        'The user says that since ' || n % 31 || ' days nothing happens on host' || n % 5000 || '. ' || md5(n::text) AS body,
        CASE WHEN n % 10 = 0 THEN 'new' ELSE 'closed' END AS state,
        CASE WHEN n % 5 IN (0, 1) THEN 'parties' ELSE 'staff' END AS readers,
        now() - n * interval '3 minutes' AS at
    FROM generate_series(1, 100000) AS n
) AS made,
(SELECT array_agg(gen_random_uuid()) AS requesters FROM generate_series(1, 10000)) AS people,
(SELECT array_agg(gen_random_uuid()) AS teams FROM generate_series(1, 40)) AS groups,
(SELECT array_agg(gen_random_uuid()) AS services FROM generate_series(1, 200)) AS offers;
ANALYZE record_head;
