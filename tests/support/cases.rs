//! Cases as tests, one for each database.

/// One test per case and database; without its feature a database is reported as ignored all the same.
macro_rules! on_every_database {
    ($($module:ident::{$($case:ident),+ $(,)?}),+ $(,)?) => {
        mod sqlite {
            $(mod $module {
                $(#[tokio::test] async fn $case() { crate::$module::$case(crate::support::sqlite().await).await; })+
            })+
        }
        #[cfg(not(feature = "postgres"))]
        mod postgres {
            $(mod $module {
                $(#[test] #[ignore = "needs PostgreSQL: cargo xtask test"]
                fn $case() { panic!("built without the feature `postgres`"); })+
            })+
        }
        #[cfg(feature = "postgres")]
        mod postgres {
            $(mod $module {
                $(#[tokio::test] #[ignore = "needs PostgreSQL: cargo xtask test"]
                async fn $case() { crate::$module::$case(crate::support::postgres().await).await; })+
            })+
        }
        #[cfg(not(feature = "mysql"))]
        mod mysql {
            $(mod $module {
                $(#[test] #[ignore = "needs MySQL: cargo xtask test"]
                fn $case() { panic!("built without the feature `mysql`"); })+
            })+
        }
        #[cfg(feature = "mysql")]
        mod mysql {
            $(mod $module {
                $(#[tokio::test] #[ignore = "needs MySQL: cargo xtask test"]
                async fn $case() { crate::$module::$case(crate::support::mysql().await).await; })+
            })+
        }
    };
}
