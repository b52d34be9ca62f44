//! The expansion names nothing but `::kaffy`: whatever a user calls his own things, it compiles.
#![deny(warnings)]

#[allow(dead_code)]
mod kaffy {}
#[allow(dead_code)]
mod std {}
#[allow(dead_code)]
mod core {}

macro_rules! hostile {
    ($($name:ident),+) => {$(
        #[allow(dead_code, non_camel_case_types)]
        struct $name;
    )+};
}
hostile!(Option, Result, Vec, Send, Sync, Copy, Clone, Default, Some, None, Ok, Err, Value, Record, ResourceMeta, i64, bool);

#[allow(unused_macros)]
macro_rules! assert {
    ($($anything:tt)*) => {
        compile_error!("not the user's `assert!`")
    };
}
#[allow(unused_macros)]
macro_rules! panic {
    ($($anything:tt)*) => {
        compile_error!("not the user's `panic!`")
    };
}

/// A struct of his own with the names of ours.
#[derive(::kaffy::AdminValue)]
#[admin(validate = inner)]
struct String(::std::string::String);

fn inner(_: &::std::string::String) -> ::std::result::Result<(), &'static str> {
    ::std::result::Result::Ok(())
}

#[derive(::kaffy::AdminChoice)]
enum Kind {
    #[admin(label = "One")]
    Some,
    Ok,
}

#[derive(::kaffy::AdminChoice)]
#[admin(storage = integer)]
enum Number {
    Zero,
    One,
}

#[derive(::kaffy::AdminResource)]
#[admin(search(name, record), filter(kind, parent.kind), order(number))]
struct AdminResource {
    #[admin(primary_key)]
    record: String,
    name: ::std::primitive::char,
    kind: Kind,
    number: Number,
    #[admin(belongs_to = AdminResource)]
    parent_id: ::std::option::Option<::std::primitive::i64>,
}

fn main() {
    let _ = <AdminResource as ::kaffy::AdminResource>::fields().parent;
}
