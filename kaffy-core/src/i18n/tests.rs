use chrono::{NaiveDate, NaiveTime, TimeZone, Utc};
use chrono_tz::Tz;

use super::{Conventions, Languages, Localizer, clock::NoInstant, day_start};

fn all() -> Languages {
    Languages::new(None, &[]).expect("the built-in messages can be read")
}

fn in_zone(zone: Tz) -> Localizer {
    Localizer::new(Languages::english(), zone)
}

#[test]
fn k20_the_language_a_browser_wants_most_is_taken() {
    let languages = all();
    for (header, tag) in [
        ("de", Some("de")),
        ("de-AT,de;q=0.9,en;q=0.8", Some("de-AT")),
        ("fr;q=0.9, en;q=0.2, de;q=0.5", Some("de")),
        ("en-GB,de", Some("en-GB")),
        ("fr, it", None),
        ("de;q=0", None),
        ("*", None),
        ("", None),
        ("de;q=x, en", Some("en")),
        ("\u{1}de", None),
    ] {
        assert_eq!(languages.accepted(header).as_deref(), tag, "{header}");
    }
    assert_eq!(languages.usual().tag(), "en");
    assert_eq!(languages.find("de-CH").expect("German").tag(), "de");
}

#[test]
fn k20_messages_of_the_application_win_and_bring_languages() {
    let own = [
        ("en".to_owned(), "form-required = Fill it in.\nshop-closed = We are closed.".to_owned()),
        ("eo".to_owned(), "form-required = Necesa.".to_owned()),
    ];
    let languages = Languages::new(None, &own).expect("both can be read");
    let say = |tag: &str, id: &str| Localizer::new(languages.find(tag).expect("there").clone(), Tz::UTC).say(id, &[]);
    assert_eq!(say("en", "form-required"), "Fill it in.");
    assert_eq!(say("eo", "form-required"), "Necesa.");
    assert_eq!(say("eo", "shop-closed"), "We are closed.", "what a language lacks is said in English");
    assert_eq!(say("de", "no-such-message"), "no-such-message");
}

#[test]
fn k20_a_message_file_that_cannot_be_read_and_a_language_without_words_are_named() {
    let own = [("de".to_owned(), "a = b\n= c".to_owned())];
    let tags = ["de".to_owned(), "tlh".to_owned()];
    let problems = Languages::new(Some(&tags), &own).expect_err("both are wrong");
    let words: Vec<_> = problems.iter().map(ToString::to_string).collect();
    assert!(words[0].contains("line 2"), "{words:?}");
    assert!(words[1].contains("`tlh` has no messages"), "{words:?}");
}

#[test]
fn k20_regions_write_numbers_and_dates_in_their_own_way() {
    let day = NaiveDate::from_ymd_opt(2026, 3, 9).expect("a day");
    let time = NaiveTime::from_hms_opt(14, 5, 0).expect("a time");
    for (tag, quantity, decimal, date, clock, long) in [
        ("en", "1,234,567", "12345.50", "2026-03-09", "14:05", "9 March 2026"),
        ("en-US", "1,234,567", "12,345.50", "03/09/2026", "2:05 PM", "March 9, 2026"),
        ("en-GB", "1,234,567", "12,345.50", "09/03/2026", "14:05", "9 March 2026"),
        ("de", "1.234.567", "12.345,50", "09.03.2026", "14:05", "9. März 2026"),
        ("de-AT", "1.234.567", "12.345,50", "09.03.2026", "14:05", "9. März 2026"),
        ("en-IN", "12,34,567", "12,345.50", "09/03/2026", "2:05 PM", "9 March 2026"),
        ("xx-YY", "1,234,567", "12345.50", "2026-03-09", "14:05", "9 March 2026"),
    ] {
        let it = Conventions::of(tag);
        assert_eq!((it.quantity("1234567").as_str(), it.decimal("12345.50").as_str()), (quantity, decimal), "{tag}");
        assert_eq!(
            (it.date(day).as_str(), it.time(time).as_str(), it.long_date(day).as_str()),
            (date, clock, long),
            "{tag}"
        );
    }
    let german = Conventions::of("de");
    assert_eq!((german.decimal("2026.5").as_str(), german.input("-12345.5").as_str()), ("2026,5", "-12345,5"));
    assert_eq!(german.decimal("1e30"), "1e30");
}

#[test]
fn k20_a_comma_is_read_where_it_is_the_custom_and_a_doubtful_point_is_asked_about() {
    let german = Conventions::of("de");
    assert_eq!(german.typed("12,50").as_deref(), Ok("12.50"));
    assert_eq!(german.typed("12.5").as_deref(), Ok("12.5"));
    assert!(german.typed("1.234").is_err());
    assert_eq!(german.typed("1.234,5").as_deref(), Ok("1.234,5"), "groups are refused by what reads it");
    assert_eq!(Conventions::of("en").typed("1.234").as_deref(), Ok("1.234"));
    assert_eq!(Conventions::of("en").typed("12,5").as_deref(), Ok("12,5"));
}

#[test]
fn k97_a_wall_clock_and_an_instant_are_one_unless_clocks_are_changed() {
    let berlin = in_zone(Tz::Europe__Berlin);
    let local = |text: &str| text.parse::<chrono::NaiveDateTime>().expect("a time");
    let utc = |text: &str| local(text).and_utc();
    assert_eq!(berlin.instant(local("2026-07-01T12:00:00")), Ok(utc("2026-07-01T10:00:00")));
    assert_eq!(berlin.local(utc("2026-12-01T23:30:00")), local("2026-12-02T00:30:00"));
    assert_eq!(berlin.instant(local("2026-03-29T02:30:00")), Err(NoInstant::Skipped(local("2026-03-29T03:00:00"))));
    assert_eq!(berlin.instant(local("2026-10-25T02:30:00")), Err(NoInstant::Twice(7_200, 3_600)));
    assert!(berlin.is_ambiguous(utc("2026-10-25T01:30:00")) && !berlin.is_ambiguous(utc("2026-10-25T02:30:00")));
    assert_eq!(berlin.offset(utc("2026-07-01T00:00:00")), "+02:00");
}

#[test]
fn k97_a_day_begins_at_its_first_instant() {
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).expect("a day");
    // Clocks in São Paulo went from midnight to one.
    let brazil = in_zone(Tz::America__Sao_Paulo);
    assert_eq!(
        day_start(brazil.zone(), day(2018, 11, 4)),
        Utc.with_ymd_and_hms(2018, 11, 4, 3, 0, 0).single().expect("once")
    );
    // Samoa left out a whole day.
    let samoa = in_zone(Tz::Pacific__Apia);
    assert_eq!(
        day_start(samoa.zone(), day(2011, 12, 30)),
        Utc.with_ymd_and_hms(2011, 12, 30, 10, 0, 0).single().expect("once")
    );
    let berlin = in_zone(Tz::Europe__Berlin);
    assert_eq!(
        day_start(berlin.zone(), day(2026, 3, 29)),
        Utc.with_ymd_and_hms(2026, 3, 28, 23, 0, 0).single().expect("once")
    );
}
