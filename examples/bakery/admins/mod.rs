//! Everything about the resources that is code: a file for each resource that has some. Tags need none.

mod category;
mod ingredient;
mod product;

pub(crate) use category::CategoryAdmin;
pub(crate) use ingredient::IngredientAdmin;
pub(crate) use product::ProductAdmin;
