//! What a primary key lets a form do, by its type, and how it is said otherwise.
#![deny(warnings)]

use kaffy::{Access, AdminResource};

#[derive(AdminResource)]
struct Counted {
    id: i64,
}

#[derive(AdminResource)]
struct Coded {
    #[admin(primary_key)]
    code: String,
}

#[derive(AdminResource)]
struct Chosen {
    #[admin(create = editable)]
    id: u32,
}

#[derive(AdminResource)]
#[admin(composite)]
struct Pair {
    #[admin(primary_key, belongs_to = Counted, relation = first)]
    first_id: i64,
    #[admin(primary_key)]
    second_id: i64,
}

#[derive(AdminResource)]
#[admin(primary_key(second_id, first_id))]
struct Reversed {
    first_id: i64,
    second_id: i64,
}

#[derive(AdminResource)]
struct Detail {
    #[admin(primary_key, belongs_to = Counted)]
    counted_id: i64,
}

fn main() {
    let access = |meta: &kaffy::ResourceMeta| (meta.fields[0].create, meta.fields[0].update);
    assert_eq!(access(Counted::META), (Access::Hidden, Access::ReadOnly));
    assert_eq!(access(Coded::META), (Access::Editable, Access::ReadOnly));
    assert_eq!(access(Chosen::META), (Access::Editable, Access::ReadOnly));
    assert_eq!(access(Pair::META), (Access::Editable, Access::ReadOnly));
    assert_eq!(access(Detail::META), (Access::Editable, Access::ReadOnly));
    assert_eq!(Pair::META.primary_key, ["first_id", "second_id"]);
    assert_eq!(Reversed::META.primary_key, ["second_id", "first_id"]);
}
