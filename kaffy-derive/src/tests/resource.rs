//! `#[derive(AdminResource)]`.

use insta::assert_snapshot;
use quote::quote;

use super::pretty;
use crate::admin_resource::derive;

#[test]
fn w1_the_expansion_is_a_table_of_contents() {
    let tokens = quote! {
        /// What is on sale.
        struct Post {
            id: i64,
            #[admin(label = "Headline")]
            title: String,
        }
    };
    assert_snapshot!(pretty(derive(tokens)), @r#"
    #[doc(hidden)]
    const _: () = {
        use ::kaffy::__private as _kaffy;
        #[doc(hidden)]
        pub struct FieldsOfPost {
            pub id: _kaffy::Field<Post, i64>,
            pub title: _kaffy::Field<Post, String>,
        }
        #[automatically_derived]
        impl _kaffy::Copy for FieldsOfPost {}
        #[automatically_derived]
        impl _kaffy::Clone for FieldsOfPost {
            fn clone(&self) -> Self {
                *self
            }
        }
        #[automatically_derived]
        impl _kaffy::AdminResource for Post {
            type Fields = FieldsOfPost;
            const FIELDS: FieldsOfPost = FieldsOfPost {
                id: _kaffy::Field::new("id"),
                title: _kaffy::Field::new("title"),
            };
            const META: &'static _kaffy::ResourceMeta = &_kaffy::ResourceMeta::new(
                    "Post",
                    _kaffy::TableMeta::new("posts"),
                )
                .module(_kaffy::module_path!())
                .names("Post", "Posts")
                .slug("posts")
                .help("What is on sale.")
                .fields(
                    &[
                        _kaffy::FieldMeta::of::<i64>("id").label("ID").primary_key(),
                        _kaffy::FieldMeta::of::<String>("title").label("Headline"),
                    ],
                )
                .primary_key(&["id"]);
            fn from_record(
                __record: &_kaffy::Record,
            ) -> _kaffy::Result<Self, _kaffy::RecordError> {
                let __all = Self {
                    id: _kaffy::read::<i64>(__record, "id")?,
                    title: _kaffy::read::<String>(__record, "title")?,
                };
                let _ = &__all.id;
                let _ = &__all.title;
                _kaffy::Result::Ok(__all)
            }
        }
        const _: () = {
            _kaffy::require(
                _kaffy::kind_of::<i64>().is_key(),
                "`id` cannot be a primary key: whole numbers, texts, uuids, dates, booleans and enums can",
            );
        };
        _kaffy::submit!(_kaffy::ResourceEntry::of:: < Post > ());
    };
    "#);
}

#[test]
fn w1_relations_become_typed_paths() {
    let tokens = quote! {
        #[admin(table = "blog.posts", list(title, author.name), search(author.name, exact(id)), form(section("Who", author)))]
        struct Post {
            id: i64,
            title: String,
            #[admin(belongs_to = crate::User)]
            author_id: Option<i64>,
            #[admin(skip)]
            cache: Cache,
        }
    };
    assert_snapshot!(pretty(derive(tokens)), @r#"
    #[doc(hidden)]
    const _: () = {
        use ::kaffy::__private as _kaffy;
        #[doc(hidden)]
        pub struct FieldsOfPost {
            pub id: _kaffy::Field<Post, i64>,
            pub title: _kaffy::Field<Post, String>,
            pub author_id: _kaffy::Field<Post, Option<i64>>,
            pub author: _kaffy::Relation<Post, crate::User>,
        }
        #[automatically_derived]
        impl _kaffy::Copy for FieldsOfPost {}
        #[automatically_derived]
        impl _kaffy::Clone for FieldsOfPost {
            fn clone(&self) -> Self {
                *self
            }
        }
        #[automatically_derived]
        impl _kaffy::AdminResource for Post {
            type Fields = FieldsOfPost;
            const FIELDS: FieldsOfPost = FieldsOfPost {
                id: _kaffy::Field::new("id"),
                title: _kaffy::Field::new("title"),
                author_id: _kaffy::Field::new("author_id"),
                author: _kaffy::Relation::new("author"),
            };
            const META: &'static _kaffy::ResourceMeta = &_kaffy::ResourceMeta::new(
                    "Post",
                    _kaffy::TableMeta::new("posts").schema("blog"),
                )
                .module(_kaffy::module_path!())
                .names("Post", "Posts")
                .slug("posts")
                .fields(
                    &[
                        _kaffy::FieldMeta::of::<i64>("id").label("ID").primary_key(),
                        _kaffy::FieldMeta::of::<String>("title").label("Title"),
                        _kaffy::FieldMeta::of::<Option<i64>>("author_id")
                            .label("Author")
                            .belongs_to(
                                _kaffy::RelationMeta::to::<crate::User>("author", "Author"),
                            ),
                    ],
                )
                .primary_key(&["id"])
                .list(
                    &[
                        _kaffy::PathMeta::field("title"),
                        _kaffy::PathMeta::over(&["author"], "name", "author.name"),
                    ],
                )
                .search(
                    &[
                        _kaffy::SearchMeta::new(
                            _kaffy::PathMeta::over(&["author"], "name", "author.name"),
                            _kaffy::SearchOperator::Contains,
                        ),
                        _kaffy::SearchMeta::new(
                            _kaffy::PathMeta::field("id"),
                            _kaffy::SearchOperator::Exact,
                        ),
                    ],
                )
                .form(&[_kaffy::SectionMeta::new(&["author_id"]).title("Who")]);
            fn from_record(
                __record: &_kaffy::Record,
            ) -> _kaffy::Result<Self, _kaffy::RecordError> {
                let __all = Self {
                    id: _kaffy::read::<i64>(__record, "id")?,
                    title: _kaffy::read::<String>(__record, "title")?,
                    author_id: _kaffy::read::<Option<i64>>(__record, "author_id")?,
                    cache: _kaffy::Default::default(),
                };
                let _ = &__all.id;
                let _ = &__all.title;
                let _ = &__all.author_id;
                _kaffy::Result::Ok(__all)
            }
        }
        #[automatically_derived]
        impl _kaffy::Refers<crate::User, 2> for Post {}
        const _: () = {
            _kaffy::require(
                _kaffy::kind_of::<i64>().is_key(),
                "`id` cannot be a primary key: whole numbers, texts, uuids, dates, booleans and enums can",
            );
        };
        const _: () = {
            let __fields = <Post as _kaffy::AdminResource>::FIELDS;
            let __relation = __fields.author;
            let __fields = _kaffy::follow(__relation);
            let __path = __fields.name;
            _kaffy::require(
                _kaffy::is_shown(__path, "name"),
                "`author.name` is a `password`, which is never shown; take it out",
            );
        };
        const _: () = {
            let __fields = <Post as _kaffy::AdminResource>::FIELDS;
            let __relation = __fields.author;
            let __fields = _kaffy::follow(__relation);
            let __path = __fields.name;
            _kaffy::require(
                _kaffy::kind_of_field(__path).is_text(),
                "`author.name` is not a text; search for its whole value with `exact(author.name)`",
            );
            _kaffy::require(
                _kaffy::is_shown(__path, "name"),
                "`author.name` is a `password`, which is never shown; take it out",
            );
        };
        const _: () = {
            _kaffy::require(
                _kaffy::kind_of::<i64>().is_ordered(),
                "`id` has no single value to search for; leave it out of `search`",
            );
        };
        _kaffy::submit!(_kaffy::ResourceEntry::of:: < Post > ());
    };
    "#);
}

#[test]
fn w1_a_stub_stands_beside_the_errors() {
    let tokens = quote! {
        #[admin(crate = ::their::kaffy, lst(title))]
        struct Post {
            id: i64,
            title: String,
        }
    };
    assert_snapshot!(pretty(derive(tokens)), @r#"
    ::core::compile_error! {
        "unknown option `lst`; did you mean `list`?"
    }
    #[doc(hidden)]
    const _: () = {
        use ::their::kaffy::__private as _kaffy;
        #[doc(hidden)]
        pub struct FieldsOfPost {
            pub id: _kaffy::Field<Post, i64>,
            pub title: _kaffy::Field<Post, String>,
        }
        #[automatically_derived]
        impl _kaffy::Copy for FieldsOfPost {}
        #[automatically_derived]
        impl _kaffy::Clone for FieldsOfPost {
            fn clone(&self) -> Self {
                *self
            }
        }
        #[automatically_derived]
        impl _kaffy::AdminResource for Post {
            type Fields = FieldsOfPost;
            const FIELDS: FieldsOfPost = FieldsOfPost {
                id: _kaffy::Field::new("id"),
                title: _kaffy::Field::new("title"),
            };
            const META: &'static _kaffy::ResourceMeta = &_kaffy::ResourceMeta::new(
                "",
                _kaffy::TableMeta::new(""),
            );
            fn from_record(_: &_kaffy::Record) -> _kaffy::Result<Self, _kaffy::RecordError> {
                loop {}
            }
        }
        #[automatically_derived]
        impl<T, const FIELD: _kaffy::usize> _kaffy::Refers<T, FIELD> for Post {}
    };
    "#);
}

#[test]
fn w1_generics_get_no_stub_that_would_add_errors_of_its_own() {
    let expansion = pretty(derive(quote!(
        struct Post<T> {
            id: T,
        }
    )));
    assert!(expansion.contains("it cannot be generic") && !expansion.contains("impl"), "{expansion}");
}

#[test]
fn a49_rows_of_another_resource_are_checked_from_both_ends() {
    let tokens = quote! {
        #[admin(has_many(Ingredient, by = product_id, stacked, min = 1, max = 20, extra = 2, fields(name)))]
        struct Product {
            id: i64,
        }
    };
    let written = pretty(derive(tokens));
    let part = |from: &str, to: &str| {
        let rest = written.split_once(from).map_or("", |(_, rest)| rest);
        rest.split_once(to).map_or(rest, |(part, _)| part).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert_snapshot!(part("const __PLACE: _kaffy::usize =", "};"), @r#"_kaffy::belongs_to_at( <Ingredient as _kaffy::AdminResource>::FIELDS.product_id, "`product_id` of `Ingredient` does not belong to any resource; mark it there with `#[admin(belongs_to = Product)]`", ); type __Child = Ingredient; _kaffy::leads_to::<__Child, Product, __PLACE>();"#);
    assert_snapshot!(part(".inlines(", ");"), @r#"&[ _kaffy::InlineMeta::of::<Ingredient>("ingredients", "product_id") .stacked() .min(1u16) .max(20u16) .extra(2u16) .fields(&["name"]), ],"#);
}
