//! Rows as the structs they are, for code in a transaction.

use http::StatusCode;
use kaffy::{
    AdminResource, Changeset, Ctx, Database, DbError, Key, Refusal, Replaced, ResourceAdmin, RowFilter,
    sea_query::{Alias, Expr, ExprTrait, Query},
};

use crate::app::{TestApp, by};

#[derive(Debug, AdminResource)]
#[admin(context = "Shop", table = "carts", admin = CartAdmin)]
struct Cart {
    #[admin(create = editable)]
    id: i64,
    step: String,
    #[admin(create = hidden, update = hidden, default = 0)]
    total: i64,
}

/// A key of two parts.
#[derive(Debug, AdminResource)]
#[admin(context = "Shop", table = "picks", composite)]
struct Pick {
    #[admin(primary_key, belongs_to = Cart)]
    cart_id: i64,
    #[admin(primary_key)]
    code: String,
    amount: i64,
}

/// In no admin.
#[derive(Debug, AdminResource)]
#[admin(table = "carts")]
struct Stranger {
    id: i64,
}

struct CartAdmin;

impl CartAdmin {
    async fn play(&self, ctx: &mut Ctx, cart: &Cart) -> Result<(), Refusal> {
        let pick = Pick::fields();
        match cart.step.as_str() {
            "fill" => {
                for (code, amount) in [("a", 1), ("b", 2), ("c", 3)] {
                    let mut new = ctx.draft::<Pick>()?;
                    assert!(new.is_new() && new.get(pick.code).is_none() && new.changed().is_empty());
                    new.set(pick.cart_id, cart.id);
                    new.set(pick.code, code.to_owned());
                    new.set(pick.amount, amount);
                    let key = ctx.insert(new).await?;
                    assert_eq!(key, Key::from((cart.id, code.to_owned())));
                }
                let all = ctx.all([pick.cart_id.is(cart.id), pick.amount.at_least(2)], 10).await?;
                assert_eq!(all.iter().map(|pick| pick.code.as_str()).collect::<Vec<_>>(), ["b", "c"], "by their key");
                assert_eq!(ctx.all::<Pick>([], 2).await?.len(), 2);
                assert_eq!(ctx.count::<Pick>([]).await?, 3);
                assert_eq!(ctx.count([RowFilter::any_of([pick.code.is("a".into()), pick.amount.above(2)])]).await?, 2);
                assert_eq!(ctx.first([pick.amount.below(2)]).await?.map(|pick| pick.code), Some("a".to_owned()));
                assert!(ctx.first([pick.amount.below(1)]).await?.is_none());
                let mut edit = ctx.edit::<Pick>((cart.id, "b".to_owned())).await?.expect("it is there");
                edit.set(pick.amount, 2);
                assert!(!edit.is_changed(pick.amount), "the same value is no change");
                edit.set(pick.amount, 20);
                assert_eq!((edit.old(pick.amount), edit.get(pick.amount)), (Some(2), Some(20)));
                assert_eq!(edit.record().expect("it fits").amount, 20);
                ctx.update(edit).await?;
                assert!(ctx.delete::<Pick>((cart.id, "c".to_owned())).await?);
                assert!(!ctx.delete::<Pick>((cart.id, "c".to_owned())).await?);
                assert!(ctx.find::<Pick>((cart.id, "c".to_owned())).await?.is_none());
                let sum = Expr::col(Alias::new("amount")).sum();
                let mut select = Query::select();
                select.expr(sum).from(Alias::new("picks"));
                let total: i64 = ctx.scalar(&select).await?.expect("a row");
                let mut update = Query::update();
                update.table(Alias::new("carts")).value(Alias::new("total"), total);
                update.and_where(Expr::col(Alias::new("id")).eq(cart.id));
                assert_eq!(ctx.execute(&update).await?, 1);
            }
            "stranger" => {
                let error = ctx.find::<Stranger>(1_i64).await.expect_err("nobody added it");
                let DbError::Other(error) = error else { panic!("{error:?}") };
                return Err(Refusal::message(error.to_string()));
            }
            _ => {}
        }
        Ok(())
    }
}

impl ResourceAdmin for CartAdmin {
    type Record = Cart;

    async fn after_insert(&self, ctx: &mut Ctx, cart: &Cart) -> Result<(), Refusal> {
        self.play(ctx, cart).await
    }

    async fn before_update(&self, _: &mut Ctx, change: &mut Changeset<Cart>) -> Result<(), Refusal> {
        if change.get(Cart::fields().step).as_deref() == Some("other key") {
            change.set(Cart::fields().id, 77);
        }
        Ok(())
    }

    // Says that rows stay, and does nothing about it.
    fn delete_keeps_row(&self) -> bool {
        true
    }

    async fn delete(&self, _: &mut Ctx, cart: &Cart) -> Result<Replaced, Refusal> {
        Ok(if cart.step == "kept" { Replaced::Yes } else { Replaced::No })
    }
}

async fn shop(db: Database) -> TestApp {
    let key = by(&db, "INTEGER", "BIGINT", "BIGINT");
    let tables = format!(
        "CREATE TABLE carts (id {key} PRIMARY KEY, step VARCHAR(80) NOT NULL, total BIGINT NOT NULL);\
         CREATE TABLE picks (cart_id BIGINT NOT NULL, code VARCHAR(8) NOT NULL, amount BIGINT NOT NULL, \
         PRIMARY KEY (cart_id, code), FOREIGN KEY (cart_id) REFERENCES carts (id) ON DELETE CASCADE);"
    );
    TestApp::over(db, &tables, |builder| builder.resource::<Cart>().resource::<Pick>()).await
}

pub(crate) async fn k150_code_reads_and_writes_rows_as_structs(db: Database) {
    let app = shop(db).await;
    app.new_form::<Cart>().await.set("id", "1").set("step", "fill").submit(&app).await.is(StatusCode::SEE_OTHER);
    let found = app.view::<Cart>().find(&1_i64.into()).await.expect("the database answers").expect("there");
    assert_eq!(Cart::from_record(&found.record).expect("a cart").total, 21);
    let page = app.new_form::<Cart>().await.set("id", "2").set("step", "stranger").submit(&app).await;
    let words = page.is(StatusCode::UNPROCESSABLE_ENTITY).words(".summary");
    assert!(words.contains("`Stranger` is no resource of this admin"), "{words}");
}

pub(crate) async fn k152_a_record_keeps_its_page_under_another_key(db: Database) {
    let app = shop(db).await;
    app.new_form::<Cart>().await.set("id", "1").set("step", "x").submit(&app).await.is(StatusCode::SEE_OTHER);
    let form = app.form_of::<Cart>("1").await.set("step", "other key").set("_save", "stay");
    assert!(form.submit(&app).await.location().ends_with("/77"));
    app.form_of::<Cart>("77").await;
}

pub(crate) async fn k152_rows_that_are_said_to_stay_are_not_deleted(db: Database) {
    let app = shop(db).await;
    app.new_form::<Cart>().await.set("id", "1").set("step", "fill").submit(&app).await.is(StatusCode::SEE_OTHER);
    let list = app.list_path::<Cart>();
    let page = app.get(&format!("{list}/1/delete")).await.ok();
    assert!(!page.words("main").contains("Will also be deleted"), "{}", page.words("main"));
    // The page promised that nothing goes along, so nothing does.
    app.post(&format!("{list}/1/delete"), &[]).await.is(StatusCode::INTERNAL_SERVER_ERROR);
    assert_eq!(app.keys::<Pick>("").await.len(), 2);
    app.form_of::<Cart>("1").await.set("step", "kept").submit(&app).await.is(StatusCode::SEE_OTHER);
    app.post(&format!("{list}/1/delete"), &[]).await.is(StatusCode::SEE_OTHER);
    assert_eq!(app.keys::<Cart>("").await, ["1"], "the hook did what it does");
}

pub(crate) async fn k151_a_row_that_does_not_fit_its_struct_can_be_looked_at(db: Database) {
    let app = shop(db.clone()).await;
    // A number that no `u8` holds.
    #[derive(Debug, AdminResource)]
    #[admin(context = "Shop", table = "carts", slug = "small", admin = Nothing)]
    struct Small {
        id: i64,
        step: String,
        total: u8,
    }
    struct Nothing;
    impl ResourceAdmin for Nothing {
        type Record = Small;
    }
    app.run("INSERT INTO carts VALUES (1, 'good', 200), (2, 'odd', 900);").await;
    let app = TestApp::over(db, "SELECT 1;", |builder| builder.resource::<Small>()).await;
    let list = app.list_path::<Small>();
    app.form_of::<Small>("1").await.set("step", "better").submit(&app).await.is(StatusCode::SEE_OTHER);
    let page = app.get(&format!("{list}/2")).await.ok();
    // No code of the application has a say in it, so its form is open (F18); what it takes along nobody can tell.
    assert!(page.has("form.record") && page.words("h1").contains("odd"), "{}", page.words("main"));
    app.form_of::<Small>("2").await.set("step", "even").submit(&app).await.is(StatusCode::SEE_OTHER);
    assert_eq!(app.form_of::<Small>("2").await.value("step"), Some("even"));
    app.post(&format!("{list}/2/delete"), &[]).await.is(StatusCode::FORBIDDEN);
}
