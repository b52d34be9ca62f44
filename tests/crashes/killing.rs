//! Killed, stopped and slow workers: R1 to R4, R23, X1, X13.

use std::time::{Duration, Instant};

use kaffy::{JobState, jobs::Options};

use crate::{
    handlers::{hogs, poison, takes},
    process::Settings,
    rig::Rig,
};

/// What a machine with other things to do may take longer.
const SLACK: Duration = Duration::from_millis(1_500);

pub(crate) async fn r1_j25_killed_workers_are_replaced_within_their_silence(rig: Rig) {
    let settings = Settings { places: 12, ..Settings::default() };
    let mut workers = [rig.worker(&settings).await, rig.worker(&settings).await, rig.worker(&settings).await];
    let jobs = (0..60).map(|_| takes { millis: 700 });
    rig.jobs.enqueue_all(jobs, Options::new()).await.unwrap();
    for round in 0..3 {
        rig.until("the next ones run", async || {
            rig.all().await.iter().filter(|job| job.state == JobState::Running).count() >= 8
        })
        .await;
        let victim = round % workers.len();
        let pid = workers[victim].pid();
        workers[victim].kill();
        let killed = Instant::now();
        let held: Vec<_> = {
            let known = rig.jobs.workers().await.unwrap();
            let dead = known.iter().find(|worker| worker.pid == pid).map(|worker| worker.id);
            rig.all().await.into_iter().filter(|job| job.state == JobState::Running && job.worker == dead).collect()
        };
        // The same name again, at once.
        workers[victim] = rig.worker(&settings).await;
        for job in held {
            rig.until("somebody else has it", async || {
                let now = rig.job(job.id).await;
                now.starts > job.starts || now.state != JobState::Running
            })
            .await;
        }
        let took = killed.elapsed();
        let limit = Duration::from_millis(settings.dead_after) + Duration::from_secs(1) + SLACK;
        assert!(took < limit, "taken back after {took:?}");
    }
    rig.until_over().await;
    rig.check(60).await;
    let jobs = rig.all().await;
    assert!(jobs.iter().all(|job| job.state == JobState::Succeeded));
    assert!(jobs.iter().any(|job| job.attempt > 1), "the attempt of a killed worker counts");
}

pub(crate) async fn r2_j26_x2_p19_a_poisonous_job_ends_and_harms_no_neighbour(rig: Rig) {
    let poisonous = rig.jobs.enqueue(poison {}).priority(9).await.unwrap().id();
    let neighbours = rig.jobs.enqueue_all((0..5).map(|_| poison {}), Options::new().queue("later")).await.unwrap();
    let settings = Settings::default();
    let mut worker = rig.worker(&settings).await;
    let end = Instant::now() + Duration::from_secs(60);
    while rig.job(poisonous).await.state != JobState::Failed {
        assert!(Instant::now() < end, "{:#?}", rig.job(poisonous).await);
        if worker.is_over() {
            worker = rig.worker(&settings).await;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    let job = rig.job(poisonous).await;
    assert_eq!((job.starts, job.attempt, job.last_error.as_deref()), (3, 3, Some("worker lost")));
    let attempts = rig.jobs.attempts(poisonous).await.unwrap();
    assert_eq!(attempts.iter().filter(|attempt| attempt.outcome == "lost").count(), 3);
    assert_eq!(crate::handlers::effects(&rig.db).await.0, 3, "exactly three starts");
    for neighbour in neighbours {
        assert_eq!(rig.job(neighbour.id()).await.attempt, 0, "nobody else is charged");
    }
    rig.check(6).await;
}

pub(crate) async fn r3_j27_p20_a_zombie_changes_nothing(rig: Rig) {
    let settings = Settings { places: 1, ..Settings::default() };
    let zombie = rig.worker(&settings).await;
    let id = rig.jobs.enqueue(takes { millis: 1_000 }).await.unwrap().id();
    rig.until("it left its row", async || crate::handlers::effects(&rig.db).await.0 == 1).await;
    zombie.signal("STOP");
    let other = rig.worker(&settings).await;
    let job = rig.reaches(id, JobState::Succeeded).await;
    assert_eq!((job.starts, job.attempt), (2, 2));
    zombie.signal("CONT");
    // It notices that it was given up, and goes on as another.
    rig.until("both are known", async || rig.jobs.workers().await.unwrap().len() == 2).await;
    let after = rig.job(id).await;
    assert_eq!((after.state, after.starts, after.finished_at), (JobState::Succeeded, 2, job.finished_at));
    // Both take jobs.
    let more = rig.jobs.enqueue_all((0..2).map(|_| takes { millis: 1_500 }), Options::new()).await.unwrap();
    rig.until_over().await;
    let workers: Vec<_> = [more[0].id(), more[1].id()].map(|id| rig.job(id)).into_iter().collect();
    let mut by = Vec::new();
    for job in workers {
        by.push(job.await.worker);
    }
    assert_ne!(by[0], by[1], "the zombie is a worker again");
    drop(other);
    rig.check(3).await;
}

pub(crate) async fn r4_x6_slow_is_not_dead(rig: Rig) {
    let settings = Settings::default();
    let (_one, _two) = (rig.worker(&settings).await, rig.worker(&settings).await);
    let millis = settings.dead_after * 3;
    let blocks = rig.jobs.enqueue(hogs { millis, burns: false }).await.unwrap().id();
    let burns = rig.jobs.enqueue(hogs { millis, burns: true }).await.unwrap().id();
    for id in [blocks, burns] {
        let job = rig.reaches(id, JobState::Succeeded).await;
        assert_eq!(job.starts, 1, "it ran once: {:#?}", rig.jobs.attempts(id).await);
    }
    rig.check(2).await;
}

pub(crate) async fn r23_what_ended_is_written_soon(rig: Rig) {
    let settings = Settings { places: 50, ..Settings::default() };
    let mut worker = rig.worker(&settings).await;
    rig.jobs.enqueue_all((0..200).map(|_| takes { millis: 1 }), Options::new()).await.unwrap();
    rig.until("all have been started", async || crate::handlers::effects(&rig.db).await.0 == 200).await;
    tokio::time::sleep(Duration::from_millis(100)).await;
    worker.kill();
    let _second = rig.worker(&settings).await;
    rig.until_over().await;
    let again = rig.all().await.iter().filter(|job| job.starts > 1).count();
    // Writing waits for two milliseconds; on a busy machine the last batch may be on its way.
    assert!(again <= 50, "{again} ran again");
    rig.check(200).await;
}

pub(crate) async fn x1_a_killed_worker_comes_back_under_its_name(rig: Rig) {
    let settings = Settings { name: "always-the-same", ..Settings::default() };
    let mut worker = rig.worker(&settings).await;
    let id = rig.jobs.enqueue(takes { millis: 1_000 }).await.unwrap().id();
    rig.reaches(id, JobState::Running).await;
    worker.kill();
    let _again = rig.worker(&settings).await;
    assert_eq!(rig.reaches(id, JobState::Succeeded).await.starts, 2);
    rig.check(1).await;
}

pub(crate) async fn x13_two_workers_of_one_name(rig: Rig) {
    let settings = Settings { name: "twins", places: 2, ..Settings::default() };
    let (_one, _two) = (rig.worker(&settings).await, rig.worker(&settings).await);
    rig.jobs.enqueue_all((0..20).map(|_| takes { millis: 50 }), Options::new()).await.unwrap();
    rig.until_over().await;
    assert!(rig.all().await.iter().all(|job| job.starts == 1));
    assert_eq!(rig.jobs.workers().await.unwrap().len(), 2);
    rig.check(20).await;
}
