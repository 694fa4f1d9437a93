CREATE TABLE audits (
    number       INTEGER PRIMARY KEY,
    audit_id     BLOB NOT NULL UNIQUE CHECK (length(audit_id) = 16),
    tenant       TEXT NOT NULL,
    state        TEXT NOT NULL DEFAULT 'waiting',
    description  TEXT NOT NULL,
    brief        TEXT NOT NULL,
    submitted_at INTEGER NOT NULL,
    ended_at     INTEGER,
    mark         TEXT,
    cost_usd     TEXT,
    last_event   INTEGER NOT NULL DEFAULT 0,
    retry_of     BLOB,
    cancel       INTEGER NOT NULL DEFAULT 0,
    fence        INTEGER NOT NULL DEFAULT 0,
    lease_until  INTEGER
) STRICT;
CREATE INDEX audits_of_tenant ON audits (tenant, audit_id DESC);
CREATE INDEX audits_waiting ON audits (number) WHERE state = 'waiting';
CREATE INDEX audits_running ON audits (lease_until) WHERE state = 'running';
CREATE INDEX audits_ended ON audits (ended_at) WHERE ended_at IS NOT NULL;

CREATE TABLE events (
    audit INTEGER NOT NULL REFERENCES audits (number) ON DELETE CASCADE,
    seq   INTEGER NOT NULL,
    name  TEXT NOT NULL,
    data  TEXT NOT NULL,
    PRIMARY KEY (audit, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE keys (
    tenant TEXT NOT NULL,
    key    TEXT NOT NULL,
    digest BLOB NOT NULL,
    audit  INTEGER NOT NULL REFERENCES audits (number) ON DELETE CASCADE,
    PRIMARY KEY (tenant, key)
) STRICT, WITHOUT ROWID;
CREATE INDEX keys_of_audit ON keys (audit);

CREATE TABLE usage (
    tenant        TEXT NOT NULL,
    day           TEXT NOT NULL,
    provider      TEXT NOT NULL,
    requests      INTEGER NOT NULL,
    tokens_input  INTEGER NOT NULL,
    tokens_output INTEGER NOT NULL,
    cost_usd      TEXT NOT NULL,
    unpriced      INTEGER NOT NULL,
    PRIMARY KEY (tenant, day, provider)
) STRICT, WITHOUT ROWID;

CREATE TABLE tokens (
    id         TEXT PRIMARY KEY,
    name       TEXT NOT NULL UNIQUE,
    tenant     TEXT NOT NULL,
    digest     BLOB NOT NULL CHECK (length(digest) = 32),
    created_at INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE stamp (only INTEGER PRIMARY KEY CHECK (only = 1), at INTEGER NOT NULL) STRICT;

-- With its content, so that the words of an erased audit can really be taken out of the index.
CREATE VIRTUAL TABLE words USING fts5 (description, tokenize = "unicode61 remove_diacritics 2");
INSERT INTO words (words, rank) VALUES ('secure-delete', 1);
