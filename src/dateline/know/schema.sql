-- One knowledge base, read-only at run time. Later layers win: seed < package < dump < user.
CREATE TABLE source (
    id INTEGER PRIMARY KEY, name TEXT NOT NULL, layer TEXT NOT NULL, version TEXT, licence TEXT, sha256 TEXT, as_of TEXT,
    UNIQUE (name, sha256)
);
CREATE TABLE known (
    id TEXT NOT NULL, name TEXT NOT NULL, kind TEXT NOT NULL, country TEXT, sectors TEXT, valid_from TEXT, valid_to TEXT,
    codable INTEGER, role TEXT, gender TEXT, government TEXT, latitude REAL, longitude REAL, countries TEXT, qid TEXT,
    source INTEGER NOT NULL REFERENCES source (id), PRIMARY KEY (id, source)
);
CREATE TABLE alias (
    name TEXT NOT NULL, known TEXT NOT NULL, source INTEGER NOT NULL, PRIMARY KEY (known, name, source)
) WITHOUT ROWID;
CREATE TABLE tenure (
    person TEXT NOT NULL, country TEXT NOT NULL, role TEXT NOT NULL, start TEXT, end TEXT, acting INTEGER, title TEXT,
    source INTEGER NOT NULL
);
CREATE INDEX tenure_office ON tenure (country, role);
CREATE TABLE membership (
    grp TEXT NOT NULL, member TEXT NOT NULL, start TEXT, end TEXT, source INTEGER NOT NULL
);
CREATE INDEX membership_group ON membership (grp);
CREATE TABLE place (
    id INTEGER PRIMARY KEY, name TEXT, country TEXT, admin1 TEXT, latitude REAL, longitude REAL, population INTEGER,
    source INTEGER NOT NULL
);
CREATE TABLE place_alias (
    key TEXT NOT NULL, place INTEGER NOT NULL, main INTEGER NOT NULL, PRIMARY KEY (key, place)
) WITHOUT ROWID;
