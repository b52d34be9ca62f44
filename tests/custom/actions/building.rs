//! What `build()` says about actions.

use kaffy::{Database, prelude::*};

use super::models::{Loaf, Oven, THREE, shop};

struct Named(&'static str);

impl RecordAction for Named {
    type Record = Loaf;
    type Inputs = ();

    fn about(&self) -> ActionMeta {
        ActionMeta::new(self.0, "Do it")
    }

    async fn run(&self, _: &mut Ctx, _: &Loaf, _: &()) -> Result<(), Refusal> {
        Ok(())
    }
}

struct Clumsy;

impl ResourceAdmin for Clumsy {
    type Record = Loaf;

    fn actions(&self) -> Actions<Loaf> {
        Actions::new().with(Named("bake")).with(Named("bake")).with(Named("Bake it")).with(Named("delete"))
    }
}

pub(crate) async fn k140_keys_of_actions_are_checked_when_the_admin_is_built(db: Database) {
    drop(shop(db.clone(), THREE).await);
    let auth = Auth::external(|_| async { None });
    let builder = Admin::builder(db).auth(auth).resource_admin(Clumsy).resource::<Oven>().secret(*b"too short");
    let problems = builder.build().await.expect_err("four things are wrong").to_string();
    for words in [
        "two actions have the key `bake`",
        "the key \"Bake it\" of an action is part of an address",
        "the action `delete` has the key of the built-in one",
        "the key of `.secret(…)` could be guessed",
    ] {
        assert!(problems.contains(words), "{words}: {problems}");
    }
}
