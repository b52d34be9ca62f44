//! What pages do with schedules: each with its right, and an entry in the audit log in the same transaction (J41 to J43,
//! J46, J48, section 11 no. 5).

use kaffy::{
    Actor, Admin, Area, Audit, Auth, Database, Jobs,
    jobs::{
        Added, Changed, Missed, NewSchedule, Overlap, RunNow, ScheduleError, ScheduleFilter, TickOutcome, WhySchedule,
        WithJobs, testing::TimeTravel,
    },
    schedule_rights::{Delete, Edit, Pause, Run, View},
};

use super::handlers::{lasting, plain, ticking, time};

async fn app(db: &Database, schedules: impl IntoIterator<Item = NewSchedule>) -> (Jobs, Admin) {
    let (builder, _) = plain(db);
    let jobs = schedules.into_iter().fold(builder, |builder, one| builder.schedule(one)).build().await.unwrap();
    let admin = Admin::builder(db.clone())
        .auth(Auth::none_for_local_development())
        .audit(Audit::on())
        .jobs(jobs.clone())
        .areas(|actor, _, right| right == "view" || actor.id.split(',').any(|it| it == right));
    (jobs, admin.build().await.unwrap())
}

pub(crate) async fn s16_j66_each_right_is_its_own(db: Database) {
    let (_, admin) = app(&db, []).await;
    let may = |who: &str| {
        let actor = Actor::new(who, who);
        let rights = Area::Schedules.rights().iter().filter(|right| admin.may_in(&actor, Area::Schedules, right));
        rights.copied().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(may("nobody"), "view");
    assert_eq!(may("run,delete"), "view run delete");
    let actor = Actor::new("run", "Ron");
    assert!(admin.authorize_area::<Run>(&actor).is_ok());
    assert!(admin.authorize_area::<Pause>(&actor).is_err() && admin.authorize_area::<Edit>(&actor).is_err());
}

pub(crate) async fn j67_changes_of_schedules_are_in_the_log(db: Database) {
    let (jobs, admin) = app(&db, [ticking("code").cron("@daily")]).await;
    let actor = Actor::new("run,pause,edit,delete", "Ada");
    let desk = jobs.desk();
    let (run, pause) = (admin.authorize_area::<Run>(&actor).unwrap(), admin.authorize_area::<Pause>(&actor).unwrap());
    let (edit, delete) =
        (admin.authorize_area::<Edit>(&actor).unwrap(), admin.authorize_area::<Delete>(&actor).unwrap());
    let view = admin.authorize_area::<View>(&actor).unwrap();
    desk.add_schedule(&edit, &ticking("mine").cron("0 9 * * *")).await.unwrap();
    let error = desk.add_schedule(&edit, &ticking("mine").cron("0 9 * * *")).await.unwrap_err();
    assert!(matches!(error, ScheduleError::Exists(_)));
    let seen = jobs.schedules().find("mine").await.unwrap().unwrap();
    let changed = seen.edit().cron("0 10 * * *").missed(Missed::All(3)).overlap(Overlap::Queue);
    assert_eq!(desk.edit_schedule(&edit, &changed, seen.revision).await.unwrap(), Added::Replaced);
    let error = desk.edit_schedule(&edit, &changed.clone().cron("@daily"), seen.revision).await.unwrap_err();
    assert!(matches!(error, ScheduleError::Changed), "somebody was faster: {error}");
    let error = desk.edit_schedule(&edit, &ticking("code").cron("@hourly"), 1).await.unwrap_err();
    assert!(matches!(error, ScheduleError::IsCode(_)));
    let error = desk.edit_schedule(&edit, &ticking("nobody").cron("@hourly"), 1).await.unwrap_err();
    assert!(matches!(error, ScheduleError::NotFound(_)));
    assert_eq!(desk.pause_schedule(&pause, "mine", "holidays").await.unwrap(), Changed::Done);
    assert_eq!(desk.pause_schedule(&pause, "mine", "again").await.unwrap(), Changed::Already);
    assert!(matches!(desk.run_schedule(&run, "mine").await.unwrap(), RunNow::Enqueued(_)));
    assert_eq!(desk.resume_schedule(&pause, "mine").await.unwrap(), Changed::Done);
    let one = desk.schedule(&view, "mine").await.unwrap().unwrap();
    assert_eq!((one.ticks[0].by.as_deref(), one.schedule.created_by.as_deref()), (Some("Ada"), Some("Ada")));
    assert_eq!(desk.delete_schedule(&delete, "mine").await.unwrap(), Changed::Done);
    assert_eq!(desk.delete_schedule(&delete, "mine").await.unwrap(), Changed::NotFound);
    // Paused, run, refused: each change has its entry, and what was refused none.
    assert_eq!(admin.verify_audit().await.unwrap(), 6, "added, changed, paused, run, resumed, deleted");
    let names: Vec<_> = desk.schedules(&view, &ScheduleFilter::new(), None, 50).await.unwrap().schedules;
    assert_eq!(names.into_iter().map(|line| line.schedule.name).collect::<Vec<_>>(), ["code"]);
}

pub(crate) async fn j46_j48_why_and_what_became_of_it(db: Database) {
    let schedules = [
        ticking("a").cron("30 2 * * *").timezone("Europe/Berlin"),
        lasting("busy", 1).cron("* * * * *"),
        ticking("by hand"),
        ticking("start").cron("@reboot"),
    ];
    let (jobs, admin) = app(&db, schedules).await;
    let view = admin.authorize_area::<View>(&Actor::new("x", "x")).unwrap();
    let travel = TimeTravel::to(&jobs, time("2027-01-01T12:00:30Z")).await.unwrap();
    let mut travel = travel.runs_take(std::time::Duration::from_secs(3_600));
    travel.advance_to(time("2027-01-01T12:02:30Z")).await.unwrap();
    let why = async |name: &str| jobs.desk().schedule(&view, name).await.unwrap().unwrap().why;
    // The worker that only takes the place of one has handlers for nothing.
    let next = WhySchedule::Next(time("2027-01-02T01:30:00Z"));
    let shifted = WhySchedule::Shifted(time("2027-03-28T01:00:00Z"));
    assert_eq!(why("a").await, [next, WhySchedule::NoHandler, shifted]);
    assert!(why("by hand").await.contains(&WhySchedule::ByHand));
    assert!(why("start").await.contains(&WhySchedule::AtStart));
    assert!(why("busy").await.iter().any(|why| matches!(why, WhySchedule::Running(_))));
    jobs.schedules().deactivate("a", Some("Ada"), Some("holidays")).await.unwrap();
    let paused = why("a").await;
    assert!(matches!(&paused[0], WhySchedule::Paused { by: Some(by), .. } if by == "Ada"), "{paused:?}");
    let page = jobs.desk().schedules(&view, &ScheduleFilter::new(), None, 50).await.unwrap();
    assert_eq!((page.count, page.after), (4, None));
    let last = page.schedules.iter().find(|line| line.schedule.name == "busy").unwrap().last.clone().unwrap();
    assert_eq!((last.outcome, last.due_at), (TickOutcome::Overlap, time("2027-01-01T12:02:00Z")));
}
