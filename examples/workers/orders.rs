//! Orders, and the job that packs each of them.

use kaffy::prelude::*;

/// What somebody has ordered; a worker packs it.
#[derive(Debug, AdminResource)]
#[admin(
    table = "orders",
    context = "Shop",
    admin = OrderAdmin,
    list(customer, loaves, packed_by),
    filter(packed_by),
    order(desc(id))
)]
pub(crate) struct Order {
    id: i64,
    #[admin(max_len = 80)]
    customer: String,
    #[admin(min = 1, max = 500, default = 1)]
    loaves: i32,
    /// The process that has packed it.
    #[admin(create = hidden, update = readonly)]
    packed_by: Option<String>,
}

pub(crate) struct OrderAdmin;

impl ResourceAdmin for OrderAdmin {
    type Record = Order;

    // In the transaction of the order: there is no order without its job, and no job without its order.
    async fn after_insert(&self, ctx: &mut Ctx, order: &Order) -> Result<(), Refusal> {
        ctx.enqueue(pack { order_id: order.id }).await?;
        Ok(())
    }
}

/// Packs an order. What it writes and that it is done are one transaction, so an order is packed once, whatever is
/// killed meanwhile.
#[job_handler(queue = "packing", resource = "shop/orders", max_attempts = 5, timeout = "1m", backoff = "1s..1m")]
pub(crate) async fn pack(order_id: i64, Data(pool): Data<sqlx::PgPool>, ctx: JobContext) -> Result<(), JobError> {
    let mut tx = pool.begin().await?;
    let who = format!("process {}", std::process::id());
    let pack = sqlx::query("UPDATE orders SET packed_by = $1 WHERE id = $2");
    pack.bind(&who).bind(order_id).execute(&mut *tx).await?;
    ctx.log(format!("packed by {who}"));
    ctx.complete_in(&mut *tx).await?;
    tx.commit().await?;
    Ok(())
}
