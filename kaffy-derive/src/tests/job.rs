//! `#[job_handler]`.

use insta::assert_snapshot;
use quote::quote;

use super::pretty;
use crate::job_handler::attribute;

#[test]
fn w1_a_function_stays_as_it_is_and_gets_a_type_beside_it() {
    let options = quote!(queue = "mail", timeout = "30s", unique(args(user_id), within = "1m"));
    let function = quote! {
        /// Greets.
        async fn send_welcome(user_id: i64, Data(pool): Data<Pool>, ctx: JobContext) -> Result<(), JobError> {
            pool.greet(user_id, ctx).await
        }
    };
    assert_snapshot!(pretty(attribute(options, function)), @r#"
    /// Greets.
    async fn send_welcome(
        user_id: i64,
        Data(pool): Data<Pool>,
        ctx: JobContext,
    ) -> Result<(), JobError> {
        pool.greet(user_id, ctx).await
    }
    ///What a job of `send_welcome` is about, as it is stored.
    #[allow(
        non_camel_case_types,
        missing_debug_implementations,
        missing_copy_implementations,
        clippy::all
    )]
    #[derive(::kaffy::__private::serde::Serialize, ::kaffy::__private::serde::Deserialize)]
    #[serde(deny_unknown_fields, crate = "::kaffy::__private::serde")]
    struct send_welcome {
        ///The argument `user_id`.
        user_id: i64,
    }
    #[doc(hidden)]
    const _: () = {
        use ::kaffy::__private as _kaffy;
        #[automatically_derived]
        impl send_welcome {
            ///Enqueues a job of `send_welcome`, once what this returns is awaited.
            #[allow(dead_code, clippy::too_many_arguments)]
            fn enqueue(__jobs: &_kaffy::Jobs, user_id: i64) -> _kaffy::Enqueue<'_, Self> {
                __jobs.enqueue(Self { user_id })
            }
        }
        #[automatically_derived]
        impl _kaffy::Job for send_welcome {
            const META: &'static _kaffy::JobMeta = &_kaffy::JobMeta::new(
                    "send_welcome",
                    _kaffy::concat!(_kaffy::module_path!(), "::", "send_welcome"),
                )
                .queue("mail")
                .timeout(_kaffy::Duration::from_millis(30000u64))
                .unique(|| {
                    _kaffy::Unique::new()
                        .by(["user_id"])
                        .within(_kaffy::Duration::from_millis(60000u64))
                })
                .needs(&[_kaffy::Need::of::<Pool>("Data<Pool>")])
                .args(&[("user_id", "i64")]);
            async fn run(
                self,
                __ctx: _kaffy::JobContext,
            ) -> _kaffy::Result<_kaffy::JsonValue, _kaffy::JobError> {
                _kaffy::returned(
                    send_welcome(
                            self.user_id,
                            <Data<Pool> as _kaffy::FromContext>::from_context(&__ctx)?,
                            <JobContext as _kaffy::FromContext>::from_context(&__ctx)?,
                        )
                        .await,
                )
            }
        }
        _kaffy::submit_job!(_kaffy::JobEntry::of:: < send_welcome > ());
    };
    "#);
}

#[test]
fn w1_a_mistake_leaves_the_function_and_nothing_else() {
    let function = quote! {
        fn send_welcome(#[args] of: Welcome) {}
    };
    assert_snapshot!(pretty(attribute(quote!(queue = 7), function)), @r#"
    fn send_welcome(of: Welcome) {}
    ::core::compile_error! {
        "`queue` takes a text in quotes"
    }
    ::core::compile_error! {
        "a job is done by an `async fn`; write `async` in front of it"
    }
    ::core::compile_error! {
        "a job returns `Result<T, JobError>`, such as `-> Result<(), JobError>`"
    }
    "#);
}
