//! Fields, relations and paths with the names of keywords.
#![deny(warnings)]

use kaffy::{AdminChoice, AdminResource};

#[derive(AdminChoice)]
enum r#Kind {
    r#Final,
}

#[derive(AdminResource)]
#[admin(list(r#type.r#gen, r#gen), order(r#gen), form(section("All", collapsed, r#collapsed, r#gen)))]
struct r#Match {
    id: i64,
    r#gen: u32,
    r#struct: Kind,
    #[admin(belongs_to = Match)]
    type_id: Option<i64>,
    #[admin(belongs_to = Match, relation = r#impl)]
    r#fn: Option<i64>,
    r#collapsed: bool,
    r#async: String,
}

fn main() {
    assert_eq!(Match::META.slug, "matches");
    assert_eq!(Match::META.fields[1].name, "gen");
    assert_eq!(Match::META.list[0].name, "type.gen");
    assert_eq!(Match::META.form[0].fields, ["collapsed", "gen"]);
    assert!(Match::META.form[0].collapsed);
    let fields = Match::fields();
    assert_eq!((fields.r#type.name(), fields.r#impl.name(), fields.r#async.name()), ("type", "impl", "async"));
}
