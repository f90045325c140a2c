SELECT id, version, codebook, model FROM run ORDER BY id
