//! Resources that refer to each other, and to themselves.
#![deny(warnings)]

use kaffy::AdminResource;

#[derive(AdminResource)]
#[admin(list(captain.team.captain.name), search(captain.name))]
struct Team {
    id: i64,
    name: String,
    #[admin(belongs_to = Player)]
    captain_id: Option<i64>,
}

#[derive(AdminResource)]
#[admin(list(team.name, coach.coach.name), filter(team.captain.name))]
struct Player {
    id: i64,
    name: String,
    #[admin(belongs_to = Team)]
    team_id: i64,
    #[admin(belongs_to = Player, relation = coach)]
    trained_by: Option<i64>,
}

fn main() {
    let target = Team::META.relation("captain").and_then(|field| field.belongs_to).unwrap().target;
    assert_eq!(target().rust_name, "Player");
    assert_eq!(Player::META.relation("coach").unwrap().name, "trained_by");
}
