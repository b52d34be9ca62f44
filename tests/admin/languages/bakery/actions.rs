//! What people do with loaves.

use std::time::Duration;

use kaffy::{Tab, prelude::*};

use super::models::{Loaf, Oven};

pub(super) struct LoafAdmin;

impl ResourceAdmin for LoafAdmin {
    type Record = Loaf;

    fn tabs(&self, _: &Actor) -> Vec<Tab<Loaf>> {
        let fields = Loaf::fields();
        vec![
            Tab::new("on", "Διαθέσιμα", fields.on_sale.is(true)),
            Tab::new("none", "Τίποτα", fields.title.is("ξξξ".to_owned())).group("Ομάδα"),
        ]
    }

    fn may_import(&self, _: &Actor) -> bool {
        true
    }

    fn actions(&self) -> Actions<Loaf> {
        Actions::new().with(Reprice).with(TakeOff).with(Ask).with(Slow)
    }

    fn site_url(&self, _: &Loaf) -> Option<String> {
        Some("/bread".to_owned())
    }

    async fn before_delete(&self, _: &mut Ctx, loaf: &Loaf) -> Result<(), Refusal> {
        if loaf.title.starts_with('Ω') { Err("Όχι τώρα.".into()) } else { Ok(()) }
    }
}

#[derive(Debug, AdminFields)]
struct NewPrice {
    #[admin(label = "Τιμή", min = 0, max = 1000)]
    price: i64,
    #[admin(label = "Φούρνος", belongs_to = Oven)]
    oven_id: Option<i64>,
}

/// Asks for inputs, and refuses one row.
struct Reprice;

impl RecordAction for Reprice {
    type Record = Loaf;
    type Inputs = NewPrice;

    fn about(&self) -> ActionMeta {
        ActionMeta::new("reprice", "Αλλαγή τιμής").done("αλλαγμένο").help("Το ταμείο το μαθαίνει.")
    }

    async fn run(&self, _: &mut Ctx, loaf: &Loaf, _: &NewPrice) -> Result<(), Refusal> {
        match loaf.title.chars().next() {
            Some('Β') => Err("Κολλάει.".into()),
            Some('Γ') => panic!("the oven is off"),
            _ => Ok(()),
        }
    }
}

/// Asks for nothing, and has no participle.
struct TakeOff;

impl RecordAction for TakeOff {
    type Record = Loaf;
    type Inputs = ();

    fn about(&self) -> ActionMeta {
        ActionMeta::new("take-off", "Απόσυρση")
    }

    async fn run(&self, _: &mut Ctx, _: &Loaf, _: &()) -> Result<(), Refusal> {
        Ok(())
    }
}

/// Asks whether to.
struct Ask;

impl RecordAction for Ask {
    type Record = Loaf;
    type Inputs = ();

    fn about(&self) -> ActionMeta {
        ActionMeta::new("ask", "Δωρεά").confirm("Απόψε φεύγει.").danger().done("δωρισμένο")
    }

    async fn run(&self, _: &mut Ctx, _: &Loaf, _: &()) -> Result<(), Refusal> {
        Ok(())
    }
}

/// Takes so long that it is told about while it goes on.
struct Slow;

impl RecordAction for Slow {
    type Record = Loaf;
    type Inputs = ();

    fn about(&self) -> ActionMeta {
        ActionMeta::new("slow", "Αργά").done("τελειωμένο").on_list()
    }

    async fn run(&self, _: &mut Ctx, loaf: &Loaf, _: &()) -> Result<(), Refusal> {
        match loaf.id {
            1 => Err("Κολλάει.".into()),
            _ => {
                tokio::time::sleep(Duration::from_millis(3_500)).await;
                Ok(())
            }
        }
    }
}
