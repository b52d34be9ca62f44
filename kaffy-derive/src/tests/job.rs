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
    assert_snapshot!(pretty(attribute(options, function)), @"");
}

#[test]
fn w1_a_mistake_leaves_the_function_and_nothing_else() {
    let function = quote! {
        fn send_welcome(#[args] of: Welcome) {}
    };
    assert_snapshot!(pretty(attribute(quote!(queue = 7), function)), @"");
}
