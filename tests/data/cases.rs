//! What saving and deleting promise.

use kaffy::{
    Actor, Add, Admin, AdminResource, Change, Delete, DeleteError, Key, Posted, Rejected, SaveError, Saved, View,
};
use sea_query::Value;

use crate::models::{Author, Book, Loan, Review, Shelf, State};

fn actor() -> Actor {
    Actor::new("test", "Test")
}

fn proof<A: kaffy::Action, R: AdminResource>(admin: &Admin) -> kaffy::Allowed<A> {
    proof_for::<A, R>(admin, &actor())
}

fn proof_for<A: kaffy::Action, R: AdminResource>(admin: &Admin, actor: &Actor) -> kaffy::Allowed<A> {
    let resource = admin.registry().of(R::META).expect("the resource is registered");
    admin.authorize(actor, resource).expect("everything is allowed")
}

async fn insert<R: AdminResource>(admin: &Admin, form: &[(&str, &str)]) -> Result<Saved, SaveError> {
    proof::<Add, R>(admin).insert(Posted::new(form.iter().copied())).await
}

async fn update<R: AdminResource>(admin: &Admin, key: &Key, form: &[(&str, &str)]) -> Result<Saved, SaveError> {
    proof::<Change, R>(admin).update(key, Posted::new(form.iter().copied())).await
}

async fn find<R: AdminResource>(admin: &Admin, key: &Key) -> Option<R> {
    let found = proof::<View, R>(admin).find(key).await.expect("the database answers");
    found.map(|found| R::from_record(&found.record).expect("the row is a record"))
}

fn id(key: i64) -> Key {
    Key::new(vec![Value::BigInt(Some(key))])
}

fn rejected(result: Result<Saved, SaveError>) -> Rejected {
    match result {
        Err(SaveError::Invalid(rejected)) => *rejected,
        other => panic!("expected errors in the form, got {other:?}"),
    }
}

async fn author(admin: &Admin, name: &str) -> Key {
    let form = [("name", name), ("email", ""), ("country", "France")];
    insert::<Author>(admin, &form).await.expect("the author is saved").key
}

/// The form of a book as a browser sends it, with some fields replaced.
fn book<'a>(changes: &[(&'a str, &'a str)]) -> Vec<(&'a str, &'a str)> {
    let mut form = vec![
        ("title", "Candide"),
        ("author_id", "1"),
        ("recommender_id", ""),
        ("price", "12.50"),
        ("state", "printed"),
        ("in_print", "false"),
        ("in_print", "true"),
        ("pages", "129"),
        ("notes", "{\"a\": [1, 2]}"),
        ("published", "1759-01-15"),
    ];
    for (name, value) in changes {
        form.retain(|(held, _)| held != name);
        form.push((name, value));
    }
    form
}

pub(crate) async fn a54_a_new_record_is_saved_and_read_back(admin: &Admin) {
    author(admin, "Voltaire").await;
    let saved = insert::<Book>(admin, &book(&[])).await.expect("the book is saved");
    assert_eq!((saved.key.clone(), saved.label.as_str()), (id(1), "Candide"));
    let held: Book = find(admin, &saved.key).await.expect("the book is there");
    assert_eq!((held.title.as_str(), held.author_id, held.recommender_id), ("Candide", 1, None));
    assert_eq!(held.price, "12.50".parse().expect("a decimal"));
    assert_eq!((held.state, held.in_print, held.pages, held.views), (State::Printed, true, 129, 0));
    assert_eq!(held.notes, Some(serde_json::json!({"a": [1, 2]})));
    assert_eq!(held.published.map(|date| date.to_string()).as_deref(), Some("1759-01-15"));
    let age = chrono::Utc::now().naive_utc() - held.inserted_at;
    assert!((-5..60).contains(&age.num_seconds()), "k90: inserted_at is set, to {}", held.inserted_at);
}

pub(crate) async fn f29_an_unchanged_form_writes_nothing(admin: &Admin) {
    author(admin, "Voltaire").await;
    let key = insert::<Book>(admin, &book(&[])).await.expect("the book is saved").key;
    let proof = proof::<View, Book>(admin);
    let record = proof.find(&key).await.expect("the database answers").expect("the book is there").record;
    let form: Vec<_> = proof
        .resource()
        .inputs(kaffy::Mode::Update)
        .into_iter()
        .map(|field| (field.column.meta.name, field.text(&record)))
        .collect();
    let before = admin.database().statements();
    let form: Vec<_> = form.iter().map(|(name, text)| (*name, text.as_str())).collect();
    let saved = update::<Book>(admin, &key, &form).await.expect("the form is taken");
    assert_eq!(saved.changed, Vec::<&str>::new());
    assert_eq!(admin.database().statements() - before, 1, "one statement reads the row, none writes it");
}

pub(crate) async fn a54_only_changed_columns_are_written(admin: &Admin) {
    author(admin, "Voltaire").await;
    let key = insert::<Book>(admin, &book(&[])).await.expect("the book is saved").key;
    let form = book(&[("state", "missing"), ("price", "12.50"), ("published", "")]);
    let saved = update::<Book>(admin, &key, &form).await.expect("the book is saved");
    let mut changed = saved.changed.clone();
    changed.sort_unstable();
    assert!(changed.contains(&"state") && changed.contains(&"published") && !changed.contains(&"title"), "{changed:?}");
    let held: Book = find(admin, &key).await.expect("the book is there");
    assert_eq!((held.state, held.published, held.title.as_str()), (State::Missing, None, "Candide"));
}

pub(crate) async fn s14_a_duplicate_value_is_an_error_beside_its_field(admin: &Admin) {
    author(admin, "Voltaire").await;
    let rejected = rejected(insert::<Author>(admin, &[("name", "Voltaire"), ("email", ""), ("country", "X")]).await);
    assert!(rejected.errors["name"].contains("already has this value"), "{rejected:?}");
    assert_eq!(rejected.values["country"], ["X"], "what was typed is kept");
    insert::<Book>(admin, &book(&[])).await.expect("the book is saved");
    let rejected = self::rejected(insert::<Book>(admin, &book(&[])).await);
    assert!(rejected.errors["title"].contains("combination"), "{rejected:?}");
    assert!(rejected.errors["author_id"].contains("combination"), "{rejected:?}");
}

pub(crate) async fn s14_a_reference_to_nothing_is_an_error_beside_its_field(admin: &Admin) {
    author(admin, "Voltaire").await;
    let rejected = rejected(insert::<Book>(admin, &book(&[("author_id", "99"), ("recommender_id", "98")])).await);
    assert_eq!(rejected.errors["author_id"], "There is no such author: choose one from the list.");
    assert_eq!(rejected.errors.len(), 2);
    assert!(find::<Book>(admin, &id(1)).await.is_none(), "nothing was written");
}

pub(crate) async fn s14_every_bad_field_is_named_at_once(admin: &Admin) {
    author(admin, "Voltaire").await;
    let form = book(&[
        ("title", ""),
        ("price", "-1"),
        ("state", "burnt"),
        ("pages", "12abc"),
        ("notes", "{"),
        ("published", "2026-02-30"),
        ("author_id", "one"),
    ]);
    let rejected = rejected(insert::<Book>(admin, &form).await);
    let fields: Vec<_> = rejected.errors.keys().map(AsRef::<str>::as_ref).collect();
    assert_eq!(fields, ["author_id", "notes", "pages", "price", "published", "state", "title"]);
}

pub(crate) async fn s14_what_the_column_cannot_hold_is_an_error_in_words(admin: &Admin) {
    author(admin, "Voltaire").await;
    // More than an INT column holds, and more than the CHECK of the table allows.
    for pages in ["9223372036854775807", "100000"] {
        let rejected = rejected(insert::<Book>(admin, &book(&[("pages", pages)])).await);
        assert_eq!(rejected.errors.len() + rejected.general.len(), 1, "{rejected:?}");
    }
    let long = "x".repeat(41);
    let rejected = rejected(insert::<Author>(admin, &[("name", &long), ("email", ""), ("country", "X")]).await);
    assert!(rejected.errors["name"].contains("at most 40 characters"), "{rejected:?}");
}

pub(crate) async fn s8_readonly_hidden_and_unknown_fields_are_refused(admin: &Admin) {
    author(admin, "Voltaire").await;
    let key = insert::<Book>(admin, &book(&[])).await.expect("the book is saved").key;
    for forged in ["views", "id", "inserted_at", "nosuch", "author.name"] {
        let result = update::<Book>(admin, &key, &book(&[(forged, "7")])).await;
        assert!(matches!(&result, Err(SaveError::Refused(words)) if words.to_string().contains(forged)), "{result:?}");
        assert!(matches!(insert::<Book>(admin, &book(&[(forged, "7")])).await, Err(SaveError::Refused(_))));
    }
    let held: Book = find(admin, &key).await.expect("the book is there");
    assert_eq!(held.views, 0);
}

pub(crate) async fn s14_missing_and_repeated_fields_are_errors(admin: &Admin) {
    author(admin, "Voltaire").await;
    let mut form = book(&[]);
    form.retain(|(name, _)| *name != "pages");
    form.push(("title", "again"));
    let rejected = rejected(insert::<Book>(admin, &form).await);
    assert!(rejected.errors["pages"].contains("missing"), "{rejected:?}");
    assert!(rejected.errors["title"].contains("more than once"), "{rejected:?}");
}

pub(crate) async fn k116_a_row_that_went_meanwhile_is_not_found(admin: &Admin) {
    let key = author(admin, "Voltaire").await;
    proof::<Delete, Author>(admin).delete(&key).await.expect("the author is deleted");
    let form = [("name", "V"), ("email", ""), ("country", "X")];
    assert!(matches!(update::<Author>(admin, &key, &form).await, Err(SaveError::NotFound)));
    assert!(matches!(proof::<Delete, Author>(admin).delete(&key).await, Err(DeleteError::NotFound)));
    let preview = proof::<Delete, Author>(admin).references(&key).await.expect("the database answers");
    assert!(preview.is_none());
}

pub(crate) async fn a64_a_referred_record_names_its_blockers_and_stays(admin: &Admin) {
    let voltaire = author(admin, "Voltaire").await;
    author(admin, "Rousseau").await;
    insert::<Book>(admin, &book(&[("recommender_id", "2")])).await.expect("the book is saved");
    let preview = proof::<Delete, Author>(admin).references(&voltaire).await.expect("it answers").expect("it is there");
    assert_eq!(preview.label, "Voltaire");
    assert_eq!(preview.blockers.len(), 1);
    let blocker = &preview.blockers[0];
    assert_eq!((blocker.name.as_str(), blocker.through.as_str(), blocker.count), ("Books", "Author", 1));
    assert_eq!(blocker.samples, [(id(1), "Candide".to_owned())]);
    assert!(matches!(proof::<Delete, Author>(admin).delete(&voltaire).await, Err(DeleteError::Blocked)));
    assert!(find::<Author>(admin, &voltaire).await.is_some());

    let preview = proof::<Delete, Author>(admin).references(&id(2)).await.expect("it answers").expect("it is there");
    assert_eq!((preview.blockers.len(), preview.unlinked.len()), (0, 1));
    proof::<Delete, Author>(admin).delete(&id(2)).await.expect("nothing blocks it");
    let held: Book = find(admin, &id(1)).await.expect("the book is there");
    assert_eq!(held.recommender_id, None);
}

pub(crate) async fn w5_counts_of_what_goes_too_stop_at_100(admin: &Admin) {
    author(admin, "Voltaire").await;
    let book = insert::<Book>(admin, &book(&[])).await.expect("the book is saved").key;
    for number in 0..103 {
        let words = format!("Review {number}");
        insert::<Review>(admin, &[("book_id", "1"), ("words", &words)]).await.expect("the review is saved");
    }
    let preview = proof::<Delete, Book>(admin).references(&book).await.expect("it answers").expect("it is there");
    assert_eq!(preview.cascades.len(), 1);
    let reviews = &preview.cascades[0];
    assert_eq!(
        (reviews.name.as_str(), reviews.count, reviews.capped, reviews.samples.len()),
        ("Reviews", 100, true, 5)
    );
    insert::<Loan>(admin, &[("book_id", "1"), ("reader", "Ann"), ("days", "14")]).await.expect("the loan is saved");
    let preview = proof::<Delete, Book>(admin).references(&book).await.expect("it answers").expect("it is there");
    assert_eq!(preview.blockers.iter().map(|it| it.name.as_str()).collect::<Vec<_>>(), ["Loans"]);
}

pub(crate) async fn b11_keys_of_any_type_are_saved_found_and_deleted(admin: &Admin) {
    author(admin, "Voltaire").await;
    insert::<Book>(admin, &book(&[])).await.expect("the book is saved");
    for reader in ["Ann", "a,b/c", "new", "..", "ü %", "~"] {
        let form = [("book_id", "1"), ("reader", reader), ("days", "14")];
        let key = insert::<Loan>(admin, &form).await.expect("the loan is saved").key;
        let resource = admin.registry().of(Loan::META).expect("it is registered");
        let segment = key.segment(resource);
        assert_eq!(Key::parse(resource, &segment).as_ref(), Ok(&key), "{segment}");
        update::<Loan>(admin, &key, &[("days", "21")]).await.expect("the loan is saved");
        let held: Loan = find(admin, &key).await.expect("the loan is there");
        assert_eq!((held.reader.as_str(), held.days), (reader, 21));
        proof::<Delete, Loan>(admin).delete(&key).await.expect("the loan is deleted");
        assert!(find::<Loan>(admin, &key).await.is_none());
    }
    let shelf = insert::<Shelf>(admin, &[("name", "Upper")]).await.expect("the shelf is saved");
    let held: Shelf = find(admin, &shelf.key).await.expect("the shelf is there");
    assert_eq!((held.name.as_str(), held.id.get_version_num()), ("Upper", 7));
}

pub(crate) async fn a71_rows_outside_the_scope_cannot_be_touched(admin: &Admin) {
    let local = Actor::new("local-to-france", "Local");
    let voltaire = author(admin, "Voltaire").await;
    let form = [("name", "Kant"), ("email", ""), ("country", "Prussia")];
    let kant = insert::<Author>(admin, &form).await.expect("the author is saved").key;
    let change = proof_for::<Change, Author>(admin, &local);
    assert!(matches!(change.update(&kant, Posted::new(form)).await, Err(SaveError::NotFound)));
    let moved = [("name", "Voltaire"), ("email", ""), ("country", "Prussia")];
    assert!(
        rejected(change.update(&voltaire, Posted::new(moved)).await).errors["country"].contains("out of your reach")
    );
    let delete = proof_for::<Delete, Author>(admin, &local);
    assert!(matches!(delete.delete(&kant).await, Err(DeleteError::NotFound)));
    assert!(delete.references(&kant).await.expect("it answers").is_none());
    let view = proof_for::<View, Author>(admin, &local);
    assert!(view.find(&kant).await.expect("it answers").is_none());
    // A reference to a hidden row is a reference to nothing.
    let add = proof_for::<Add, Book>(admin, &local);
    let result = add.insert(Posted::new(book(&[("author_id", "2")]))).await;
    assert!(rejected(result).errors["author_id"].contains("no such author"));
}

pub(crate) async fn s5_metacharacters_are_only_ever_values(admin: &Admin) {
    for name in ["'; DROP TABLE authors; --", "\" OR 1=1", "\\", "%_%", "${7*7}", "{{7*7}}", "Robert'); --"] {
        let key = author(admin, name).await;
        let held: Author = find(admin, &key).await.expect("the author is there");
        assert_eq!(held.name, name);
    }
    let rejected = rejected(insert::<Author>(admin, &[("name", "a\0b"), ("email", ""), ("country", "X")]).await);
    assert!(rejected.errors["name"].contains("control character"), "{rejected:?}");
}
