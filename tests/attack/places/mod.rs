//! Every kind of field and every input × every place where a value is drawn, with a text that breaks out wherever it is
//! not escaped (S9, S36). A new kind, input, template or place without a case here does not pass.

mod accounts;
mod actions;
mod chores;
mod draw;
mod harmless;
mod jobs;
mod lists;
mod pages;
mod place;
mod records;
mod world;

use std::{collections::BTreeSet, fs, path::Path};

use kaffy::{AdminResource, Kind, Widget};

use self::{
    harmless::{has_mark, is_harmless},
    place::{PLACES, Place, changes, expected, templates},
    world::World,
};
use crate::{models::Thing, shop::Shop, support};

#[tokio::test]
async fn s9_s36_no_value_of_any_kind_is_markup_in_any_place() {
    let mut missing = Vec::new();
    let shared = [World::with(false).await, World::with(true).await];
    for place in PLACES {
        let mut pages = Vec::new();
        for (world, all_kinds) in shared.iter().zip([false, true]) {
            match changes(*place) {
                true => pages.extend(World::with(all_kinds).await.draw(*place).await),
                false => pages.extend(world.draw(*place).await),
            }
        }
        assert!(!pages.is_empty(), "{place:?} is nowhere");
        for page in &pages {
            is_harmless(page, *place);
        }
        let unseen: Vec<_> =
            expected(*place).split_whitespace().filter(|mark| !pages.iter().any(|page| has_mark(page, mark))).collect();
        if !unseen.is_empty() {
            let answers: Vec<_> =
                pages.iter().map(|page| format!("{} {}", page.status.as_u16(), page.address)).collect();
            missing.push(format!("{place:?} does not draw {unseen:?}: {answers:?}"));
        }
    }
    assert!(missing.is_empty(), "{}", missing.join("\n"));
}

#[tokio::test]
async fn s36_every_kind_and_every_input_stands_in_the_form() {
    let shop = Shop::over(support::sqlite().await).await;
    let thing = shop.admin.registry().of(Thing::META).expect("there");
    let columns = thing.columns();
    let mut kinds: BTreeSet<_> = columns.iter().map(|column| column.kind().name()).collect();
    let widgets: BTreeSet<_> = columns.iter().map(|column| column.meta.widget.name()).collect();
    assert!(columns.iter().any(|column| matches!(column.kind(), Kind::List(item) if item.kind.name() == "text")));
    for known in Kind::NAMES {
        assert!(kinds.remove(known), "no field of the kind {known:?}: give `Thing` one, and say where it is drawn");
    }
    for known in Widget::NAMES {
        assert!(
            widgets.contains(known),
            "no field with the input {known:?}: give `Thing` one, and say where it is drawn"
        );
    }
    // What is typed into any of them comes back as it was typed.
    let typed: BTreeSet<_> = expected(Place::FormWithErrors).split_whitespace().map(first_part).collect();
    let unseen = ["id", "owner", "secret", "photo", "paper"];
    for column in columns.iter().filter(|column| !unseen.contains(&column.meta.name)) {
        assert!(typed.contains(column.meta.name), "`{}` is not in `FormWithErrors`", column.meta.name);
    }
    let filtered: BTreeSet<_> = expected(Place::FilterChip).split_whitespace().collect();
    for path in thing.filters() {
        assert!(filtered.contains(path.name), "`{}` is not in `FilterChip`", path.name);
    }
}

fn first_part(name: &str) -> &str {
    name.split('.').next().unwrap_or_default()
}

#[test]
fn s36_every_template_draws_a_place_that_is_looked_at() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("kaffy-web/templates/builtin");
    let mut found = BTreeSet::new();
    names(&folder, "", &mut found);
    let claimed: BTreeSet<_> =
        PLACES.iter().flat_map(|place| templates(*place)).map(|name| format!("{name}.html")).collect();
    let missing: Vec<_> = found.difference(&claimed).collect();
    assert!(missing.is_empty(), "templates that no place stands for: {missing:?}");
    let stale: Vec<_> = claimed.difference(&found).collect();
    assert!(stale.is_empty(), "templates that are gone: {stale:?}");
}

fn names(folder: &Path, prefix: &str, found: &mut BTreeSet<String>) {
    for entry in fs::read_dir(folder).expect("readable").map(|entry| entry.expect("readable")) {
        let name = format!("{prefix}{}", entry.file_name().to_str().expect("UTF-8"));
        if entry.path().is_dir() {
            names(&entry.path(), &format!("{name}/"), found);
        } else {
            found.insert(name);
        }
    }
}
