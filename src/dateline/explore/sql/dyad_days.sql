-- chosen
SELECT min(day) AS first_day, max(day) AS last_day FROM chosen
WHERE (list_contains(actor_keys, lower($a)) AND list_contains(recipient_keys, lower($b)))
   OR (list_contains(actor_keys, lower($b)) AND list_contains(recipient_keys, lower($a)))
   OR (list_contains(actor_keys, lower($a)) AND list_contains(actor_keys, lower($b)))
