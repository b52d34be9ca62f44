//! The tables of the bakery, and what is in them.

pub(super) const TABLES: &str = r#"
    CREATE TABLE ovens (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
    CREATE TABLE loaves (
        id INTEGER PRIMARY KEY, title TEXT NOT NULL UNIQUE, price TEXT NOT NULL, on_sale BOOLEAN NOT NULL, fresh BOOLEAN,
        kind TEXT NOT NULL, weight REAL, oven_id INTEGER REFERENCES ovens(id) ON DELETE SET NULL, made_on TEXT,
        views INTEGER NOT NULL, site TEXT, secret TEXT, labels TEXT NOT NULL, notes TEXT, photo TEXT,
        settings TEXT NOT NULL, extra TEXT, lines TEXT NOT NULL, facts TEXT
    );
    CREATE TABLE crumbs (
        id INTEGER PRIMARY KEY, loaf_id INTEGER NOT NULL REFERENCES loaves(id) ON DELETE CASCADE, name TEXT NOT NULL,
        count INTEGER NOT NULL
    );
    CREATE TABLE remarks (
        id INTEGER PRIMARY KEY, loaf_id INTEGER NOT NULL REFERENCES loaves(id) ON DELETE CASCADE, words TEXT NOT NULL
    );
    CREATE TABLE tags (id INTEGER PRIMARY KEY, name TEXT NOT NULL);
    CREATE TABLE loaf_tags (
        loaf_id INTEGER NOT NULL REFERENCES loaves(id) ON DELETE CASCADE, tag_id INTEGER NOT NULL REFERENCES tags(id),
        PRIMARY KEY (loaf_id, tag_id)
    );
    CREATE TABLE orders (id INTEGER PRIMARY KEY, loaf_id INTEGER NOT NULL REFERENCES loaves(id), reader TEXT NOT NULL);
    CREATE TABLE racks (id INTEGER PRIMARY KEY, name TEXT NOT NULL, gone TEXT);
    CREATE TABLE notes (id INTEGER PRIMARY KEY, words TEXT NOT NULL UNIQUE, rack_id INTEGER, gone TEXT);
    INSERT INTO racks VALUES (1, 'Κάτω', NULL);
    INSERT INTO notes VALUES (1, 'Ένα', 1, NULL), (2, 'Δύο', 1, NULL), (3, 'Τρία', NULL, '2026-01-02 03:04:05');
    INSERT INTO ovens VALUES (1, 'Αριστερός'), (2, 'Δεξιός');
    INSERT INTO tags VALUES (1, 'Νηστίσιμο'), (2, 'Καρύδια');
    INSERT INTO loaves VALUES (
        1, 'Άσπρο', '12345.50', TRUE, NULL, 'white', 1.5, 1, '2026-03-29', 7, 'https://1.2.3.4/', 'x',
        '["α","β","γ","δ","ε"]', 'Λόγια',
        '{"key":"loaves/1.png","name":"ψωμί","size":1500,"type":"image/png","width":40,"height":30}',
        '{"size": 3}', NULL, '[{"text": "α"}, {"text": "β"}]', '{"α": "β"}'
    );
    INSERT INTO loaves VALUES (
        2, 'Βύνη', '3', FALSE, FALSE, 'ξ', 'ξ', NULL, NULL, 0, NULL, NULL, '[]', NULL, NULL, '[1]', '{"size": 1}',
        '[]', NULL
    );
    INSERT INTO loaves VALUES (
        3, 'Γλυκό', '4', FALSE, TRUE, 'dark', NULL, 2, '2025-01-02', 0, NULL, NULL, '[]', NULL, NULL, '{}', NULL, '[]', NULL
    );
    INSERT INTO loaves VALUES (
        4, 'Ωμό', '4', FALSE, TRUE, 'dark', NULL, 2, NULL, 0, NULL, NULL, '[]', NULL, NULL, '{}', NULL, '[]', NULL
    );
    WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < 70)
        INSERT INTO loaves SELECT i, 'Π' || i, '1', TRUE, NULL, 'other', NULL, NULL, NULL, 0, NULL, NULL, '[]', NULL, NULL,
            '{}', NULL, '[]', NULL FROM n;
    INSERT INTO crumbs VALUES (1, 1, 'Ένα', 1), (2, 1, 'Δύο', 2);
    INSERT INTO remarks VALUES (1, 1, 'Καλό');
    INSERT INTO loaf_tags VALUES (1, 1);
    INSERT INTO orders VALUES (1, 3, 'Μαρία');
"#;
