CREATE TABLE IF NOT EXISTS categories (
    id BIGINT AUTO_INCREMENT PRIMARY KEY,
    name VARCHAR(255) NOT NULL,
    slug VARCHAR(255) NOT NULL,
    inserted_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    UNIQUE INDEX categories_name_index (name),
    UNIQUE INDEX categories_slug_index (slug)
);

CREATE TABLE IF NOT EXISTS products (
    id BIGINT AUTO_INCREMENT PRIMARY KEY,
    title VARCHAR(255) NOT NULL,
    quantity INTEGER NOT NULL,
    price NUMERIC(10, 2) NOT NULL,
    status VARCHAR(255) NOT NULL,
    category_id BIGINT NOT NULL,
    description TEXT,
    views INTEGER NOT NULL DEFAULT 0,
    options JSON,
    enough BOOLEAN NOT NULL DEFAULT TRUE,
    retail VARCHAR(255),
    type INTEGER,
    notes JSON NOT NULL DEFAULT ('[]'),
    measurements JSON NOT NULL DEFAULT ('[]'),
    inserted_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    FOREIGN KEY (category_id) REFERENCES categories (id),
    INDEX products_category_id_index (category_id),
    INDEX products_title_index (title),
    INDEX products_inserted_at_index (inserted_at)
);

CREATE TABLE IF NOT EXISTS ingredients (
    id BIGINT AUTO_INCREMENT PRIMARY KEY,
    name VARCHAR(255) NOT NULL,
    organic BOOLEAN NOT NULL DEFAULT FALSE,
    product_id BIGINT,
    inserted_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    FOREIGN KEY (product_id) REFERENCES products (id),
    INDEX ingredients_product_id_index (product_id)
);

CREATE TABLE IF NOT EXISTS tags (
    id BIGINT AUTO_INCREMENT PRIMARY KEY,
    name VARCHAR(255) NOT NULL,
    slug VARCHAR(255) NOT NULL,
    status VARCHAR(255) NOT NULL,
    inserted_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP
);

CREATE TABLE IF NOT EXISTS products_tags (
    product_id BIGINT NOT NULL,
    tag_id BIGINT NOT NULL,
    inserted_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    updated_at DATETIME NOT NULL DEFAULT CURRENT_TIMESTAMP,
    PRIMARY KEY (product_id, tag_id),
    FOREIGN KEY (product_id) REFERENCES products (id),
    FOREIGN KEY (tag_id) REFERENCES tags (id),
    INDEX products_tags_product_id_index (product_id),
    INDEX products_tags_tag_id_index (tag_id),
    UNIQUE INDEX products_tags_product_id_tag_id_index (product_id, tag_id)
);

CREATE TABLE IF NOT EXISTS settings (
    name VARCHAR(50) NOT NULL PRIMARY KEY,
    value VARCHAR(255) NOT NULL
);
