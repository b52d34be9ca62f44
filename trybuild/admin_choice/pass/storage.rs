//! Text, integers and native enums; order and labels.
#![deny(warnings)]

use kaffy::{AdminChoice, ChoiceStorage, ChoiceValue, FieldType, Kind};

#[derive(AdminChoice, Debug, PartialEq)]
enum Status {
    #[admin(order = 2)]
    InPreparation,
    #[admin(order = 1, label = "On sale", value = "sale")]
    OnSale,
    Gone,
}

#[derive(AdminChoice, Debug, PartialEq)]
#[admin(storage = integer)]
enum Level {
    Low = -1,
    Middle,
    #[admin(value = 99)]
    High = 5,
    Highest = 2 * 5,
}

#[derive(AdminChoice)]
#[admin(storage = native("mood"), rename_all = "SCREAMING-KEBAB-CASE")]
enum Mood {
    #[allow(dead_code)]
    VeryHappy,
}

fn choice<T: FieldType>() -> &'static kaffy::ChoiceMeta {
    match T::TYPE.kind {
        Kind::Choice(choice) => choice,
        _ => panic!("a choice"),
    }
}

fn main() {
    let status = choice::<Status>();
    let rows: Vec<_> = status.variants.iter().map(|it| (it.key, it.label, it.value)).collect();
    assert_eq!(rows[0], ("on_sale", "On sale", ChoiceValue::Text("sale")));
    assert_eq!(rows[1], ("in_preparation", "In preparation", ChoiceValue::Text("in_preparation")));
    assert_eq!(rows[2], ("gone", "Gone", ChoiceValue::Text("gone")));
    for one in [Status::InPreparation, Status::OnSale, Status::Gone] {
        let value = one.to_value();
        assert_eq!(Status::from_value(value).unwrap(), one);
    }
    let values: Vec<_> = choice::<Level>().variants.iter().map(|it| it.value).collect();
    assert_eq!(values, [-1, 0, 99, 10].map(ChoiceValue::Integer));
    for one in [Level::Low, Level::Middle, Level::High, Level::Highest] {
        let value = one.to_value();
        assert_eq!(Level::from_value(value).unwrap(), one);
    }
    let error = Level::from_value(Level::High.to_value()).map(|_| ());
    assert!(error.is_ok());
    assert!(Level::from_value(5_i64.to_value()).unwrap_err().to_string().contains("one of -1, 0, 99, 10"));
    assert_eq!(choice::<Mood>().storage, ChoiceStorage::Native("mood"));
    assert_eq!(choice::<Mood>().variants[0].value, ChoiceValue::Text("VERY-HAPPY"));
}
