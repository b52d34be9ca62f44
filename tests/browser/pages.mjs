// One address of every kind of page, under the bakery's admin.

export const pages = {
  home: "",
  list: "/products/products",
  "list-searched": "/products/products?q=rye",
  "list-filtered": "/products/products?f.status=soldout",
  "list-empty": "/products/products?q=nosuchbread",
  "list-composite-key": "/products/product-tags",
  new: "/products/products/new",
  record: "/products/products/1",
  "record-composite-key": "/products/product-tags/1,3",
  delete: "/products/products/1/delete",
  "not-found": "/products/nothing",
  "bad-request": "/products/products?f.nothing=1",
};
