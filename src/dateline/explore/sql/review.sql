-- The review queue: links that are not sure enough to count by themselves, and readers' reports of wrong records.
WITH decided AS (
    SELECT link_id, arg_max(decision, number) AS decision, arg_max(reviewer, number) AS reviewer,
           arg_max(decided_on, number) AS decided_on, arg_max(note, number) AS decision_note
    FROM review GROUP BY link_id
), queue AS (
    SELECT 'report' AS kind, o.objection_id AS id, o.wrong AS asks, o.words, '' AS evidence, o.layer, o.document_id, o.record_id,
           o.note, NULL::DOUBLE AS score, o.state, o.reviewer, o.decided_on, o.decision_note, o.stands, o.reported_at::DATE AS day
    FROM objection o
    UNION ALL
    SELECT 'link', l.link_id, l.relation, p.action, l.evidence, 'deeds', l.document_id, l.deed_id, l.note, l.score,
           CASE d.decision WHEN 'accept' THEN 'accepted' WHEN 'refuse' THEN 'refused' ELSE 'waiting' END, d.reviewer, d.decided_on,
           d.decision_note, true, try_cast(l.date AS DATE)
    FROM promise_link l JOIN promise p USING (promise_id) LEFT JOIN decided d USING (link_id)
    WHERE NOT l.automatic OR d.link_id IS NOT NULL
)
SELECT q.*, s.title, s.published, s.publisher, count(*) OVER () AS total
FROM queue q LEFT JOIN desk.story s USING (document_id)
WHERE ($state = '' OR state = $state) AND ($kind = '' OR kind = $kind)
ORDER BY kind DESC, day DESC NULLS LAST, id LIMIT $limit OFFSET $offset
