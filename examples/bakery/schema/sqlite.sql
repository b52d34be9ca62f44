CREATE TABLE IF NOT EXISTS categories (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name VARCHAR(255) NOT NULL,
    slug VARCHAR(255) NOT NULL,
    inserted_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE UNIQUE INDEX IF NOT EXISTS categories_name_index ON categories (name);
CREATE UNIQUE INDEX IF NOT EXISTS categories_slug_index ON categories (slug);

CREATE TABLE IF NOT EXISTS products (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    title VARCHAR(255) NOT NULL,
    quantity INTEGER NOT NULL,
    price NUMERIC(10, 2) NOT NULL,
    status VARCHAR(255) NOT NULL,
    category_id INTEGER NOT NULL REFERENCES categories (id),
    description TEXT,
    views INTEGER NOT NULL DEFAULT 0,
    options JSON,
    enough BOOLEAN NOT NULL DEFAULT TRUE,
    retail VARCHAR(255),
    type INTEGER,
    notes JSON NOT NULL DEFAULT '[]',
    measurements JSON NOT NULL DEFAULT '[]',
    inserted_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX IF NOT EXISTS products_category_id_index ON products (category_id);
CREATE INDEX IF NOT EXISTS products_title_index ON products (title);
CREATE INDEX IF NOT EXISTS products_inserted_at_index ON products (inserted_at);

CREATE TABLE IF NOT EXISTS ingredients (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name VARCHAR(255) NOT NULL,
    organic BOOLEAN NOT NULL DEFAULT FALSE,
    product_id INTEGER REFERENCES products (id),
    inserted_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
);
CREATE INDEX IF NOT EXISTS ingredients_product_id_index ON ingredients (product_id);

CREATE TABLE IF NOT EXISTS tags (
    id INTEGER PRIMARY KEY AUTOINCREMENT,
    name VARCHAR(255) NOT NULL,
    slug VARCHAR(255) NOT NULL,
    status VARCHAR(255) NOT NULL,
    inserted_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE IF NOT EXISTS products_tags (
    product_id INTEGER NOT NULL REFERENCES products (id),
    tag_id INTEGER NOT NULL REFERENCES tags (id),
    inserted_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at TIMESTAMP NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (product_id, tag_id)
);
CREATE INDEX IF NOT EXISTS products_tags_product_id_index ON products_tags (product_id);
CREATE INDEX IF NOT EXISTS products_tags_tag_id_index ON products_tags (tag_id);
CREATE UNIQUE INDEX IF NOT EXISTS products_tags_product_id_tag_id_index ON products_tags (product_id, tag_id);

CREATE TABLE IF NOT EXISTS settings (
    name VARCHAR(50) NOT NULL PRIMARY KEY,
    value VARCHAR(255) NOT NULL
);
