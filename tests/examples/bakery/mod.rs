//! The bakery: everything that section d of `spec/kaffy.md` asks of the demo, through its pages.

use std::ops::Deref;

use axum::Router;
use kaffy::{
    Actor, Admin, AdminBuilder, Auth, Database, Reader,
    jobs::WithJobs,
    testing::{TestAdmin, TestPage},
    web::Pages,
};

use crate::{
    fresh, jobs, models,
    site::{pages, site},
    tables,
};

mod actions;
mod dashboard;
mod defaults;
mod forms;
mod list;
mod site;

/// The example's admin over its own data, as one browser sees it.
pub(crate) struct Bakery(TestAdmin);

impl Bakery {
    async fn at(url: &str) -> Self {
        tables::prepare(url, 200).await.unwrap();
        let database = Database::connect(url).await.unwrap();
        let jobs = jobs::jobs(&database, url).await.unwrap();
        let builder = resources(site(Admin::builder(database).auth(Auth::external(|_| async { None })))).jobs(jobs);
        let admin = builder.build().await.unwrap_or_else(|problems| panic!("{problems}"));
        let app = Router::new().nest("/admin", pages(Pages::new(admin.clone())).router().unwrap());
        Self(TestAdmin::over(admin, app, "/admin").signed_in_as(Actor::new("test", "Test")))
    }

    /// A page that is there.
    async fn page(&self, path: &str) -> TestPage {
        self.get(path).await.assert_status(200)
    }

    /// Runs SQL behind the back of the admin.
    async fn sql(&self, sql: &'static str) {
        self.admin().database().execute(sql).await.unwrap();
    }

    /// Reads rows as the one who uses the pages.
    fn reader(&self) -> Reader {
        Reader::new(self.admin().clone(), Actor::new("test", "Test"))
    }
}

impl Deref for Bakery {
    type Target = TestAdmin;

    fn deref(&self) -> &TestAdmin {
        &self.0
    }
}

/// What `discover()` finds in the example itself.
fn resources(builder: AdminBuilder) -> AdminBuilder {
    builder
        .resource::<models::Category>()
        .resource::<models::Product>()
        .resource::<models::Ingredient>()
        .resource::<models::Tag>()
        .resource::<models::ProductTag>()
}

/// One test per case and database.
macro_rules! on_every_database {
    ($($module:ident::{$($case:ident),+ $(,)?}),+ $(,)?) => {
        mod sqlite {
            $(mod $module {
                $(#[tokio::test] async fn $case() {
                    let file = crate::fresh::sqlite(stringify!($case));
                    crate::bakery::$module::$case(crate::bakery::Bakery::at(&file.url()).await).await;
                })+
            })+
        }
        mod postgres {
            $(mod $module {
                $(#[tokio::test] #[ignore = "needs PostgreSQL: cargo xtask test"] async fn $case() {
                    let url = crate::fresh::postgres("bakery").await;
                    crate::bakery::$module::$case(crate::bakery::Bakery::at(&url).await).await;
                })+
            })+
        }
        mod mysql {
            $(mod $module {
                $(#[tokio::test] #[ignore = "needs MariaDB: cargo xtask test"] async fn $case() {
                    let url = crate::fresh::mysql("bakery").await;
                    crate::bakery::$module::$case(crate::bakery::Bakery::at(&url).await).await;
                })+
            })+
        }
    };
}

on_every_database! {
    actions::{
        k140_publish_this_product,
        k140_sold_out_but_for_product_3,
        k141_mark_as_soldout_and_bring_back,
        k141_error_me_out_always_fails,
        k142_change_the_price,
        k142_change_category,
        a37_prices_are_raised_by_a_job,
    },
    dashboard::{
        k40_the_dashboard_has_the_widgets_of_the_demo_in_their_order,
        k40_tidbits_count_what_is_there,
        k40_the_latest_product_is_named,
        k44_progress_is_shown,
        k45_charts_show_their_numbers,
        k47_contexts_have_dashboards_of_their_own,
    },
    defaults::{
        k12_the_menu_has_the_groups_of_the_demo,
        k60_tags_have_the_usual_list_and_form,
        k60_product_tags_have_the_usual_list,
        k120_a_row_between_is_added_opened_and_deleted_by_its_composite_key,
    },
    forms::{
        k91_a_new_product_has_the_fields_of_the_demo,
        k91_an_existing_product_keeps_title_category_and_views,
        k95_what_is_shown_as_text_cannot_be_posted,
        k96_k98_k100_k101_every_type_has_its_input,
        k109_a_retail_link_has_two_inputs_and_is_one_anchor_tag,
        a48_tags_are_chosen_on_the_form_of_a_product,
        a51_a_slug_is_made_of_the_name,
        k110_a_product_says_what_is_missing,
        k110_a_category_has_a_name_and_a_slug_of_a_length,
        k110_a_duplicate_category_is_an_error_beside_its_field,
        k110_an_ingredient_needs_no_product,
        k150_a_changed_product_says_when,
        a49_ingredients_are_saved_with_their_product,
    },
    list::{
        k61_the_columns_of_the_demo_and_their_headings,
        k62_cells_show_category_price_and_availability,
        k78_products_are_filtered_by_category_and_status,
        k71_products_come_by_title,
        k74_a_search_looks_into_description_and_category,
    },
    site::{
        k19_the_extension_is_served_from_our_own_address,
        k30_k32_links_stand_where_the_demo_has_them,
        k34_the_link_that_leaves_asks_first,
        k48_the_secret_place,
    },
}

/// Makes the bakery twice, and builds an admin that is checked against it (W18).
async fn fits(url: &str) {
    tables::prepare(url, 1000).await.unwrap();
    tables::prepare(url, 1000).await.unwrap();
    let app = Bakery::at(url).await;
    assert_eq!(app.admin().registry().resources().len(), 5);
}

#[tokio::test]
async fn w18_bakery_fits_sqlite() {
    let file = fresh::sqlite("bakery");
    fits(&file.url()).await;
    let mut connection = <sqlx::SqliteConnection as sqlx::Connection>::connect(&file.url()).await.unwrap();
    let products: i64 = sqlx::query_scalar("SELECT count(*) FROM products").fetch_one(&mut connection).await.unwrap();
    assert_eq!(products, 1000, "`--rows 1000` makes it a thousand, however often");
}

#[tokio::test]
#[ignore = "needs PostgreSQL: cargo xtask test"]
async fn w18_bakery_fits_postgres() {
    fits(&fresh::postgres("bakery").await).await;
}

#[tokio::test]
#[ignore = "needs MariaDB: cargo xtask test"]
async fn w18_bakery_fits_mysql() {
    fits(&fresh::mysql("bakery").await).await;
}
