CREATE TABLE IF NOT EXISTS recipes (
    id INTEGER PRIMARY KEY,
    title TEXT NOT NULL,
    slug TEXT NOT NULL UNIQUE,
    kind TEXT NOT NULL,
    degrees INTEGER,
    photo TEXT,
    story TEXT,
    steps TEXT NOT NULL,
    serving TEXT,
    facts TEXT,
    deleted_at TEXT
);
INSERT OR IGNORE INTO recipes (id, title, slug, kind, degrees, story, steps, serving, facts) VALUES
    (1, 'Rye bread', 'rye-bread', 'bread', 240, '<p>Takes <strong>two days</strong>, most of which it does by itself.</p>',
     '[{"task":"Mix","minutes":10},{"task":"Rest","minutes":720},{"task":"Bake","minutes":60}]',
     '{"people":6,"warm":false}', '{"flour":"rye","sourdough":true}'),
    (2, 'Lemonade', 'lemonade', 'drink', NULL, NULL, '[{"task":"Stir","minutes":5}]', NULL, NULL),
    (3, 'Iced tea', 'iced-tea', 'drink', NULL, NULL, '[{"task":"Wait","minutes":90}]', NULL, NULL),
    (4, 'Root beer', 'root-beer', 'drink', NULL, NULL, '[{"task":"Wait","minutes":900}]', NULL, NULL);
-- One that somebody deleted.
UPDATE recipes SET deleted_at = '2026-03-01 10:00:00' WHERE id = 4 AND deleted_at IS NULL;
