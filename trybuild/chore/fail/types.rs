//! What only the types can say.
use kaffy::{Actor, chores::ChoreError};

struct Opaque;

#[kaffy::chore]
async fn takes_anything(of: Opaque) -> Result<(), ChoreError> {
    drop(of);
    Ok(())
}

#[kaffy::chore]
async fn returns_anything() -> Result<Opaque, ChoreError> {
    Ok(Opaque)
}

fn of_a_text(text: String) -> Result<String, String> {
    Ok(text)
}

#[kaffy::chore]
async fn wrong_rule(#[input(validate = of_a_text)] number: i64) -> Result<(), ChoreError> {
    let _ = number;
    Ok(())
}

fn never(_: &Actor) {}

#[kaffy::chore(available = never)]
async fn wrong_function() -> Result<(), ChoreError> {
    Ok(())
}

fn main() {}
