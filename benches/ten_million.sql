-- The tables of ten_million.rs: psql -f benches/ten_million.sql postgres://…
CREATE TABLE categories (id BIGINT PRIMARY KEY, name TEXT NOT NULL);
INSERT INTO categories SELECT i, 'Category ' || i FROM generate_series(1, 12) i;
CREATE TABLE products (
    id BIGINT, title TEXT NOT NULL, category_id BIGINT NOT NULL, price NUMERIC(10, 2) NOT NULL,
    status TEXT NOT NULL, quantity BIGINT NOT NULL, views BIGINT, inserted_at TIMESTAMP NOT NULL
);
INSERT INTO products SELECT
    i, (ARRAY['Rye','Wheat','Spelt','Oat'])[i % 4 + 1] || ' loaf ' || i, i % 12 + 1, (i % 900) / 100.0 + 1,
    CASE WHEN i % 5 = 0 THEN 'soldout' ELSE 'available' END, i % 100, CASE WHEN i % 10 <> 0 THEN i * 7919 % 100003 END, TIMESTAMP '2020-01-01' + i * INTERVAL '10 seconds'
FROM generate_series(1::bigint, 10000000) i;
SET maintenance_work_mem = '1GB';
ALTER TABLE products ADD PRIMARY KEY (id);
ALTER TABLE products ADD FOREIGN KEY (category_id) REFERENCES categories(id);
CREATE INDEX products_views ON products(views, id);
CREATE INDEX products_status ON products(status, id);
VACUUM ANALYZE products;
VACUUM ANALYZE categories;
