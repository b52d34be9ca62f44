//! The type is asked, not its name: aliases, newtypes, associated types and macros as field types.
#![deny(warnings)]

use kaffy::{AdminResource, AdminValue};

type Id = i64;
type Maybe<T> = Option<T>;

#[derive(AdminValue)]
struct Title(String);

#[derive(AdminValue)]
struct Headline(Title);

#[derive(AdminValue)]
struct Note(Option<String>);

trait Stored {
    type Key;
}
impl Stored for Title {
    type Key = u32;
}

macro_rules! resource {
    ($name:ident, $field:ident: $type:ty = $least:expr, $label:literal, $order:ident) => {
        #[derive(AdminResource)]
        #[admin(order($order), list($field))]
        struct $name {
            id: Id,
            #[admin(min = $least, label = $label)]
            $field: $type,
        }
    };
}
resource!(Measured, height: Maybe<f64> = 0.5, "Height", height);

#[derive(AdminResource)]
#[admin(search(headline, title), order(key))]
struct Article {
    id: Id,
    #[admin(max_len = 80)]
    title: Maybe<Title>,
    headline: Headline,
    note: Note,
    notes: Vec<Title>,
    key: <Title as Stored>::Key,
    array: Vec<u8>,
}

fn main() {
    let nullable = |name| Article::META.field(name).unwrap().ty.nullable;
    assert!(nullable("title") && nullable("note") && !nullable("headline"));
    assert_eq!(Measured::META.fields[1].min, Some("0.5"));
    assert_eq!(Measured::META.fields[1].label, "Height");
}
