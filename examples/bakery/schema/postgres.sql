CREATE TABLE IF NOT EXISTS categories (
    id BIGSERIAL PRIMARY KEY,
    name VARCHAR NOT NULL,
    slug VARCHAR NOT NULL,
    inserted_at TIMESTAMP(0) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMP(0) NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE UNIQUE INDEX IF NOT EXISTS categories_name_index ON categories (name);
CREATE UNIQUE INDEX IF NOT EXISTS categories_slug_index ON categories (slug);

CREATE TABLE IF NOT EXISTS products (
    id BIGSERIAL PRIMARY KEY,
    title VARCHAR NOT NULL,
    quantity INTEGER NOT NULL,
    price NUMERIC(10, 2) NOT NULL,
    status VARCHAR NOT NULL,
    category_id BIGINT NOT NULL REFERENCES categories (id),
    description TEXT,
    views INTEGER NOT NULL DEFAULT 0,
    options JSONB,
    enough BOOLEAN NOT NULL DEFAULT TRUE,
    retail VARCHAR,
    type INTEGER,
    notes VARCHAR[] NOT NULL DEFAULT '{}',
    measurements VARCHAR[] NOT NULL DEFAULT '{}',
    inserted_at TIMESTAMP(0) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMP(0) NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX IF NOT EXISTS products_category_id_index ON products (category_id);
CREATE INDEX IF NOT EXISTS products_title_index ON products (title);
CREATE INDEX IF NOT EXISTS products_inserted_at_index ON products (inserted_at);

CREATE TABLE IF NOT EXISTS ingredients (
    id BIGSERIAL PRIMARY KEY,
    name VARCHAR NOT NULL,
    organic BOOLEAN NOT NULL DEFAULT FALSE,
    product_id BIGINT REFERENCES products (id),
    inserted_at TIMESTAMP(0) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMP(0) NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX IF NOT EXISTS ingredients_product_id_index ON ingredients (product_id);

CREATE TABLE IF NOT EXISTS tags (
    id BIGSERIAL PRIMARY KEY,
    name VARCHAR NOT NULL,
    slug VARCHAR NOT NULL,
    status VARCHAR NOT NULL,
    inserted_at TIMESTAMP(0) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMP(0) NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE IF NOT EXISTS products_tags (
    product_id BIGINT NOT NULL REFERENCES products (id),
    tag_id BIGINT NOT NULL REFERENCES tags (id),
    inserted_at TIMESTAMP(0) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMP(0) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (product_id, tag_id)
);
CREATE INDEX IF NOT EXISTS products_tags_product_id_index ON products_tags (product_id);
CREATE INDEX IF NOT EXISTS products_tags_tag_id_index ON products_tags (tag_id);
CREATE UNIQUE INDEX IF NOT EXISTS products_tags_product_id_tag_id_index ON products_tags (product_id, tag_id);

CREATE TABLE IF NOT EXISTS settings (
    name VARCHAR(50) NOT NULL PRIMARY KEY,
    value VARCHAR(255) NOT NULL
);
