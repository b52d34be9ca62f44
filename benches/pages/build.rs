//! How long `Admin::build` takes for a thousand resources, without looking at the database.

use std::time::{Duration, Instant};

use kaffy::{Admin, Auth, Database, FieldMeta, ResourceMeta, TableMeta};

/// Builds an admin of so many resources with eight fields each.
pub(crate) async fn time(resources: usize) -> Result<Duration, Box<dyn std::error::Error>> {
    let metas: Vec<_> = (0..resources).map(resource).collect();
    let db = Database::connect("sqlite::memory:").await?;
    let start = Instant::now();
    let builder = Admin::builder(db).auth(Auth::none_for_local_development()).skip_database_check();
    metas.into_iter().fold(builder, |builder, meta| builder.resource_meta(meta)).build().await?;
    Ok(start.elapsed())
}

/// Metadata as a derive would write it, kept until the program ends.
fn resource(number: usize) -> &'static ResourceMeta {
    let name: &'static str = format!("Thing{number}").leak();
    let table: &'static str = format!("things_{number}").leak();
    let fields: &'static [FieldMeta] = const {
        &[
            FieldMeta::of::<i64>("id"),
            FieldMeta::of::<String>("title"),
            FieldMeta::of::<Option<String>>("text"),
            FieldMeta::of::<bool>("is_public"),
            FieldMeta::of::<i32>("quantity"),
            FieldMeta::of::<rust_decimal::Decimal>("price"),
            FieldMeta::of::<chrono::NaiveDate>("day"),
            FieldMeta::of::<chrono::NaiveDateTime>("inserted_at"),
        ]
    };
    let meta = ResourceMeta::new(name, TableMeta::new(table)).names(name, table).fields(fields).primary_key(&["id"]);
    Box::leak(Box::new(meta))
}
