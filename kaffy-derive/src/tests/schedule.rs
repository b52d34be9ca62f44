//! `#[schedule]` and `#[scheduled_task]`.

use insta::assert_snapshot;
use quote::quote;

use super::pretty;
use crate::{job_handler, schedule, scheduled_task};

#[test]
fn w1_a_schedule_is_metadata_of_its_job() {
    let function = quote! {
        #[schedule(cron = "0 9 * * MON-FRI", timezone = "Europe/Berlin", missed = all(3), window = "1h", overlap = queue, args(days = 1))]
        #[schedule(name = "each node", every = "15s", run_on = every, args(days = 7))]
        async fn report(days: u32) -> Result<(), JobError> {
            Ok(())
        }
    };
    assert_snapshot!(pretty(job_handler::attribute(quote!(), function)), @r#"
    async fn report(days: u32) -> Result<(), JobError> {
        Ok(())
    }
    ///What a job of `report` is about, as it is stored.
    #[allow(
        non_camel_case_types,
        missing_debug_implementations,
        missing_copy_implementations,
        clippy::all
    )]
    #[derive(::kaffy::__private::serde::Serialize, ::kaffy::__private::serde::Deserialize)]
    #[serde(deny_unknown_fields, crate = "::kaffy::__private::serde")]
    struct report {
        ///The argument `days`.
        days: u32,
    }
    #[doc(hidden)]
    const _: () = {
        use ::kaffy::__private as _kaffy;
        #[automatically_derived]
        impl report {
            ///Enqueues a job of `report`, once what this returns is awaited.
            #[allow(dead_code, clippy::too_many_arguments)]
            fn enqueue(__jobs: &_kaffy::Jobs, days: u32) -> _kaffy::Enqueue<'_, Self> {
                __jobs.enqueue(Self { days })
            }
        }
        #[automatically_derived]
        impl _kaffy::Job for report {
            const META: &'static _kaffy::JobMeta = &_kaffy::JobMeta::new(
                    "report",
                    _kaffy::concat!(_kaffy::module_path!(), "::", "report"),
                )
                .args(&[("days", "u32")])
                .schedules(
                    &[
                        _kaffy::ScheduleMeta::new(
                                "report",
                                _kaffy::concat!(_kaffy::file!(), ":", _kaffy::line!()),
                                || _kaffy::to_json(&report { days: 1 }),
                            )
                            .cron("0 9 * * MON-FRI")
                            .timezone("Europe/Berlin")
                            .missed(_kaffy::Missed::All(3u32))
                            .window(_kaffy::Duration::from_millis(3600000u64))
                            .overlap(_kaffy::Overlap::Queue),
                        _kaffy::ScheduleMeta::new(
                                "each node",
                                _kaffy::concat!(_kaffy::file!(), ":", _kaffy::line!()),
                                || _kaffy::to_json(&report { days: 7 }),
                            )
                            .every(_kaffy::Duration::from_secs(15u64))
                            .on_every_node(),
                    ],
                );
            async fn run(
                self,
                __ctx: _kaffy::JobContext,
            ) -> _kaffy::Result<_kaffy::JsonValue, _kaffy::JobError> {
                _kaffy::returned(report(self.days).await)
            }
        }
        _kaffy::submit_job!(_kaffy::JobEntry::of:: < report > ());
    };
    "#);
}

#[test]
fn w1_a_task_is_a_job_with_a_schedule() {
    let function = quote! {
        async fn count(last: u64, Data(pool): Data<Pool>) -> Result<u64, CountError> {
            pool.count(last).await
        }
    };
    assert_snapshot!(pretty(scheduled_task::attribute(quote!(every = "5m", initial = 10), function)), @r#"
    async fn count(last: u64, Data(pool): Data<Pool>) -> Result<u64, CountError> {
        pool.count(last).await
    }
    ///A run of the task `count`.
    #[allow(
        non_camel_case_types,
        missing_debug_implementations,
        missing_copy_implementations,
        clippy::all
    )]
    #[derive(::kaffy::__private::serde::Serialize, ::kaffy::__private::serde::Deserialize)]
    #[serde(deny_unknown_fields, crate = "::kaffy::__private::serde")]
    struct count {}
    #[doc(hidden)]
    const _: () = {
        use ::kaffy::__private as _kaffy;
        #[automatically_derived]
        impl _kaffy::Job for count {
            const META: &'static _kaffy::JobMeta = &_kaffy::JobMeta::new(
                    "count",
                    _kaffy::concat!(_kaffy::module_path!(), "::", "count"),
                )
                .max_attempts(1)
                .needs(&[_kaffy::Need::of::<Pool>("Data<Pool>")])
                .schedules(
                    &[
                        _kaffy::ScheduleMeta::new(
                                "count",
                                _kaffy::concat!(_kaffy::file!(), ":", _kaffy::line!()),
                                || _kaffy::to_json(&count {}),
                            )
                            .every(_kaffy::Duration::from_secs(300u64))
                            .task(),
                    ],
                );
            async fn run(
                self,
                __ctx: _kaffy::JobContext,
            ) -> _kaffy::Result<_kaffy::JsonValue, _kaffy::JobError> {
                let first: fn() -> u64 = || 10;
                _kaffy::run_task(
                        "count",
                        __ctx,
                        first,
                        |__last: u64, __ctx: _kaffy::JobContext| async move {
                            let __returned: _kaffy::Result<u64, _kaffy::JobError> = count(
                                    __last,
                                    <Data<Pool> as _kaffy::FromContext>::from_context(&__ctx)?,
                                )
                                .await
                                .map_err(_kaffy::JobError::from);
                            __returned
                        },
                    )
                    .await
            }
        }
        _kaffy::submit_job!(_kaffy::JobEntry::of:: < count > ());
    };
    "#);
}

#[test]
fn w1_a_schedule_above_its_handler_goes_below() {
    let function = quote! {
        #[job_handler(queue = "mail")]
        async fn report() -> Result<(), JobError> {}
    };
    assert_snapshot!(pretty(schedule::attribute(quote!(every = "1h"), function)), @r#"
    #[job_handler(queue = "mail")]
    #[schedule(every = "1h")]
    async fn report() -> Result<(), JobError> {}
    "#);
}

#[test]
fn w1_a_time_in_a_gap_is_a_warning_that_can_be_silenced() {
    let function = quote! {
        #[allow(deprecated)]
        #[schedule(cron = "30 2 * * SUN", timezone = "Europe/Berlin")]
        async fn report() -> Result<(), JobError> {}
    };
    let out = pretty(job_handler::attribute(quote!(), function));
    let (_, warning) = out.split_once("use ::kaffy::__private as _kaffy;").expect("the expansion");
    let (warning, _) = warning.split_once("#[automatically_derived]").expect("the rest");
    assert!(warning.contains("#[allow(deprecated)]\n    const _: () = {"), "{warning}");
    assert!(warning.contains("the clock of Europe/Berlin goes from 02:00:00 to 03:00:00"), "{warning}");
}
