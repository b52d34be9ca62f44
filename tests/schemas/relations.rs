//! Relations that go in circles, and every rule of deletion.

use http::StatusCode;
use kaffy::{AdminResource, Database};

use crate::app::{TestApp, by};

#[derive(Debug, AdminResource)]
#[admin(table = "seats", context = "Hall", composite)]
struct Seat {
    #[admin(primary_key)]
    line: String,
    #[admin(primary_key)]
    number: i32,
}

macro_rules! referring {
    ($($name:ident = $table:literal),+) => {
        $(#[derive(Debug, AdminResource)]
        #[admin(table = $table, context = "Hall")]
        struct $name { id: i64, line: Option<String>, number: Option<i32> })+
    };
}
referring!(Booking = "bookings", Cushion = "cushions", Guest = "guests", Repair = "repairs");

pub(crate) async fn a64_every_rule_of_deletion_over_composite_keys(db: Database) {
    // MariaDB reads SET DEFAULT and keeps it as RESTRICT or refuses it, depending on its version.
    let set_default = by(&db, "SET DEFAULT", "SET DEFAULT", "SET NULL");
    let mut tables =
        "CREATE TABLE seats (line VARCHAR(20) NOT NULL, number INTEGER NOT NULL, PRIMARY KEY (line, number));
        INSERT INTO seats VALUES ('A', 1), ('A', 2), ('B', 1);"
            .to_owned();
    for (table, rule) in
        [("bookings", "RESTRICT"), ("cushions", "CASCADE"), ("guests", "SET NULL"), ("repairs", set_default)]
    {
        tables += &format!(
            "CREATE TABLE {table} (id BIGINT PRIMARY KEY, line VARCHAR(20), number INTEGER,
                 FOREIGN KEY (line, number) REFERENCES seats (line, number) ON DELETE {rule});
             INSERT INTO {table} VALUES (1, 'A', 1), (2, 'A', 1), (3, 'A', NULL), (4, NULL, NULL), (5, 'B', 1);"
        );
    }
    let app = TestApp::over(db, &tables, |builder| {
        let builder = builder.resource::<Seat>().resource::<Booking>().resource::<Cushion>();
        builder.resource::<Guest>().resource::<Repair>()
    });
    let app = app.await;
    let question = app.get("/hall/seats/A,1/delete").await.ok();
    assert!(question.words(".blocked").contains("2 Bookings"), "{}", question.words("main"));
    assert!(question.words("[aria-labelledby=cascades]").contains("2 Cushions"), "{}", question.words("main"));
    let unlinked = question.words("[aria-labelledby=unlinked]");
    assert!(unlinked.contains("2 Guests") && unlinked.contains("2 Repairs"), "{unlinked}");
    assert!(!question.has("form.answer"));
    app.post("/hall/seats/A,1/delete", &[]).await.is(StatusCode::CONFLICT);
    assert_eq!(app.keys::<Cushion>("").await.len(), 5, "nothing went");

    app.run("DELETE FROM bookings").await;
    app.get("/hall/seats/A,1/delete").await.ok().form("form.answer").submit(&app).await.is(StatusCode::SEE_OTHER);
    assert_eq!(app.keys::<Cushion>("").await, ["5", "4", "3"]);
    assert_eq!(app.keys::<Guest>("").await.len(), 5);
    assert_eq!(app.form_of::<Guest>("1").await.value("line"), Some(""));
    let wrong = app.form_of::<Guest>("4").await.set("line", "Z").set("number", "9").submit(&app).await;
    let wrong = wrong.is(StatusCode::UNPROCESSABLE_ENTITY);
    assert!(wrong.words(".summary").contains("does not exist"), "{}", wrong.words(".summary"));
}

#[derive(Debug, AdminResource)]
#[admin(table = "teams", context = "Circle", list(name, captain.name, deputy.name, captain.team.name), filter(captain, deputy), search(name, captain.name, deputy.name), order(captain.team.name))]
struct Team {
    id: i64,
    name: String,
    #[admin(belongs_to = Player)]
    captain_id: Option<i64>,
    #[admin(belongs_to = Player)]
    deputy_id: Option<i64>,
}

#[derive(Debug, AdminResource)]
#[admin(table = "players", context = "Circle", list(name, team.name, mentor.name, mentor.mentor.mentor.name), filter(team, mentor), search(name, mentor.mentor.name))]
struct Player {
    id: i64,
    name: String,
    #[admin(belongs_to = Team)]
    team_id: i64,
    #[admin(belongs_to = Player)]
    mentor_id: Option<i64>,
}

pub(crate) async fn a4_relations_to_itself_twice_to_one_target_and_round_in_a_circle(db: Database) {
    let tables = "
        CREATE TABLE teams (id BIGINT PRIMARY KEY, name VARCHAR(20) NOT NULL, captain_id BIGINT, deputy_id BIGINT);
        CREATE TABLE players (id BIGINT PRIMARY KEY, name VARCHAR(20) NOT NULL, team_id BIGINT NOT NULL, mentor_id BIGINT,
            FOREIGN KEY (team_id) REFERENCES teams (id) ON DELETE CASCADE,
            FOREIGN KEY (mentor_id) REFERENCES players (id));";
    // SQLite cannot add a foreign key later.
    let circle = by(
        &db,
        "DROP TABLE teams; CREATE TABLE teams (id BIGINT PRIMARY KEY, name VARCHAR(20) NOT NULL,
             captain_id BIGINT REFERENCES players (id) ON DELETE SET NULL, deputy_id BIGINT REFERENCES players (id));",
        "ALTER TABLE teams ADD FOREIGN KEY (captain_id) REFERENCES players (id) ON DELETE SET NULL;
         ALTER TABLE teams ADD FOREIGN KEY (deputy_id) REFERENCES players (id);",
        "ALTER TABLE teams ADD FOREIGN KEY (captain_id) REFERENCES players (id) ON DELETE SET NULL;
         ALTER TABLE teams ADD FOREIGN KEY (deputy_id) REFERENCES players (id);",
    );
    let mut rows =
        "INSERT INTO teams VALUES (1, 'Reds', NULL, NULL), (2, 'Blues', NULL, NULL), (3, 'Empty', NULL, NULL);"
            .to_owned();
    for id in 1..=40 {
        let mentor = if id % 7 == 1 { "NULL".to_owned() } else { (id - 1).to_string() };
        rows += &format!("INSERT INTO players VALUES ({id}, 'p{}', {}, {mentor});", id % 9, id % 2 + 1);
    }
    rows += "UPDATE players SET mentor_id = 2 WHERE id = 1; UPDATE players SET mentor_id = 3 WHERE id = 3;
             UPDATE teams SET captain_id = 4, deputy_id = 4 WHERE id = 1; UPDATE teams SET captain_id = 1 WHERE id = 2;";
    let script = format!("{tables}{circle}{rows}");
    let app = TestApp::over(db, &script, |builder| builder.resource::<Team>().resource::<Player>()).await;
    app.pages::<Player>(40).await;
    app.pages::<Team>(3).await;
    app.untouched::<Player>().await;
    app.untouched::<Team>().await;
    assert_eq!(app.keys::<Team>("q=p4&f.captain=4&f.deputy=4").await, ["1"]);
    let list = app.get("/circle/teams?sort=name").await.ok();
    assert!(list.column("Captain").contains(&"p4".to_owned()), "{:?}", list.texts("thead th"));
    // Itself, somebody, nobody.
    for (key, mentor) in [("5", "5"), ("6", "1"), ("7", "")] {
        app.form_of::<Player>(key).await.set("mentor_id", mentor).submit(&app).await.is(StatusCode::SEE_OTHER);
        assert_eq!(app.form_of::<Player>(key).await.value("mentor_id"), Some(mentor));
    }
    for (path, status) in [("/circle/teams/1/delete", StatusCode::OK), ("/circle/players/4/delete", StatusCode::OK)] {
        app.get(path).await.is(status);
    }
    app.post("/circle/players/4/delete", &[]).await.is(StatusCode::CONFLICT);
    app.post("/circle/teams/3/delete", &[]).await.is(StatusCode::SEE_OTHER);
}
