-- A store of made-up reports, two of each occurrence, ten a story, over six years, sixty countries, four hundred places.
INSERT INTO run (id, version, codebook, model, settings) VALUES ('run-1', '0', 'made', 'made', '{}');
CREATE TEMP TABLE made AS
    SELECT i, 'd' || (i // 10) AS document_id, 'e' || i AS event_id, hash(i) AS h,
           (DATE '2018-01-01' + (hash(i // 10) % 2190)::INTEGER)::DATE AS day
    FROM range($events) t(i);
INSERT INTO document_version (id, digest, title, text, published, publisher, url, language)
    SELECT document_id, 'x', 'Story ' || document_id, 'Norway met Peru in Lima.', any_value(day), 'Wire ' || (any_value(h) % 40), '',
           'en'
    FROM made GROUP BY document_id;
INSERT INTO coding (document_id, digest, run_id, body)
    SELECT document_id, 'x', 'run-1', '{"document":{"text":"Norway met Peru in Lima.","id":"' || document_id || '"},"wordings":[]}'
    FROM made GROUP BY document_id;
INSERT INTO standing_row (number, document_id, digest, run_id, recorded_at)
    SELECT row_number() OVER (ORDER BY document_id), document_id, digest, run_id, recorded_at FROM coding;
INSERT INTO event_row
    SELECT document_id, 'x', 'run-1', event_id, day, day, 'day', 'made', ['CONSULT', 'ACCUSE', 'ASSAULT', 'AID'][1 + (h % 4)::INTEGER],
           '', ['military'], '', ['verbal cooperation', 'verbal conflict', 'material conflict', 'material cooperation'][1 + (h % 4)::INTEGER],
           [2.5, -3, -9, 10][1 + (h % 4)::INTEGER], 0, 'Place ' || (h % 400), 'C' || (h % 60), (h % 400)::DOUBLE * 0.3 - 60,
           (h % 399)::DOUBLE * 0.9 - 180, NULL, 'ACTUAL', false, NULL, 'met', 7, 10, 0.5 + (h % 50) / 100.0, true, '', 'made'
    FROM made;
INSERT INTO participant_row
    SELECT document_id, 'x', 'run-1', event_id, role, 0, 'Country ' || c, 'C' || c, ['GOV'], 'cty:' || c, 0, 6
    FROM (SELECT *, 'actor' AS role, h % 60 AS c FROM made UNION ALL SELECT *, 'recipient', h // 61 % 60 FROM made);
INSERT INTO commitment_row
    SELECT document_id, 'x', 'run-1', 'c' || i, event_id, ['C' || (h % 60)], ['C' || (h // 61 % 60)], 'to send boats', 'AID', 'promise', 'positive',
           4, 'new', 2, NULL, day, day + 30, 'made'
    FROM made WHERE i % 10 = 0;
INSERT INTO join_pass VALUES (1, TIMESTAMP '2024-01-01');
INSERT INTO report_row
    SELECT 'r' || i, 'occ' || (i // 2), i % 2, document_id, 'x', event_id, NULL, 0.5, '[]', 'made', '', 'Norway met Peru in Lima.', 1,
           NULL
    FROM made;
INSERT INTO occurrence_row SELECT 'occ' || (i // 2), count(*), 1, ['date'], 1, NULL FROM made GROUP BY i // 2;
INSERT INTO value_row SELECT 'occ' || (i // 2), i % 2, 'date', day::VARCHAR, NULL, NULL, [], ['r' || i], 1, 1, NULL FROM made;
