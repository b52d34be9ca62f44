//! Rows of a CSV file as items of a run (J72).

use kaffy::{
    Database,
    chores::{ChoreCsv, RunOptions, RunStatus},
    jobs::testing::TestJobs,
    prelude::*,
    sea_query::{Expr, ExprTrait, Query},
};
use uuid::Uuid;

use crate::chores::{Seen, ada, bakery_with, loaves};

#[derive(Debug, serde::Deserialize)]
struct Price {
    id: i64,
    cents: i64,
    note: Option<String>,
}

/// Sets prices as a file has them.
#[chore]
async fn set_prices(
    prices: ChoreCsv<Price>,
    #[input(default = 1)] per_transaction: u64,
    #[input(default = false)] fails_once: bool,
    run: ChoreRun,
    Data(seen): Data<Seen>,
) -> Result<u64, ChoreError> {
    let rows = prices.rows(&run).await?;
    let total = rows.len();
    run.walk(rows)
        .per_transaction(per_transaction as usize)
        .run(async |mut tx, price: Price| {
            let update = Query::update()
                .table("loaves")
                .value("cents", price.cents)
                .value("seen", Expr::col("seen").add(1))
                .and_where(Expr::col("id").eq(price.id))
                .to_owned();
            tx.execute(&update).await?;
            if let Some(note) = price.note {
                seen.note(note);
            }
            if fails_once && run.start() == 1 && price.id == 2 {
                return Err(ChoreError::failed("the first time"));
            }
            Ok(())
        })
        .await?;
    Ok(total)
}

async fn upload(jobs: &Jobs, text: impl AsRef<[u8]>) -> ChoreCsv<Price> {
    let mut content = text.as_ref();
    let kept = jobs.chores().upload(&ada(), "prices.csv", "text/csv", &mut content, 100_000_000).await.unwrap();
    ChoreCsv::new(kept.id)
}

fn chore(prices: ChoreCsv<Price>) -> set_prices {
    set_prices { prices, per_transaction: 1, fails_once: false }
}

pub(crate) async fn j72_each_row_is_an_item_and_a_run_goes_on_behind_the_last(db: Database) {
    let (jobs, seen) = bakery_with(&db, |builder| builder.chore::<set_prices>()).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    let text = "\u{feff}cents;id;note\r\n\r\n110;1;\"first; \"\"of\"\"\r\nthem\"\r\n220;2;\r\n330;3;third\r\n";
    let prices = upload(&jobs, text).await;
    let given = set_prices { fails_once: true, ..chore(prices) };
    let run = test.run_chore(&ada(), given, RunOptions::new()).await.unwrap().run;
    assert_eq!((run.status, run.done, run.total), (RunStatus::Errored, 1, Some(3)));
    assert_eq!(run.element.as_deref(), Some("Line 5"), "where somebody looks for it in the file");
    let run = test.resume_chore(run.id, &ada()).await.unwrap().run;
    assert_eq!((run.status, run.done, run.result), (RunStatus::Succeeded, 3, Some(3.into())));
    assert_eq!(run.inputs[0].text.as_deref(), Some("prices.csv"));
    assert_eq!(loaves(&db).await[..3], [(1, 110, 1), (2, 220, 1), (3, 330, 1)], "each once");
    assert_eq!(seen.all(), ["first; \"of\"\r\nthem", "third"]);
}

pub(crate) async fn j72_a_wrong_file_is_told_of_line_by_line_and_changes_nothing(db: Database) {
    let (jobs, _) = bakery_with(&db, |builder| builder.chore::<set_prices>()).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    for (text, words) in [
        (
            &b"id,cents\n1,110\n2,many\n3\nx,1\n"[..],
            &["Line 3, “cents”: “many”", "Line 4 has 1 cells", "Line 5, “id”: “x”"][..],
        ),
        (b"id,price\n1,110\n", &["There is no column “cents”. There are: id, price"]),
        (b"id,cents,id\n1,110,1\n", &["two columns “id”"]),
        (b"", &["empty"]),
        (b"id,cents\n1,\"110\n2,220\n", &["line 2"]),
        (b"id,cents\n1,1\n\xff,1\n", &["Line 3"]),
        (b"\xff\xfei\0d\0", &["UTF-16"]),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", &["NUL"]),
    ] {
        let prices = upload(&jobs, text).await;
        let run = test.run_chore(&ada(), chore(prices), RunOptions::new()).await.unwrap().run;
        let error = run.error.unwrap_or_default();
        assert_eq!((run.status, run.done), (RunStatus::Errored, 0), "{error}");
        for word in words {
            assert!(error.contains(word), "{word} in {error}");
        }
    }
    assert!(loaves(&db).await.iter().all(|loaf| loaf.2 == 0));
    // A file that is not there.
    let given = chore(ChoreCsv::new(Uuid::nil()));
    assert!(jobs.chores().run(&ada(), given, RunOptions::new()).await.is_err());
}

pub(crate) async fn j72_a_long_file_is_read_piece_by_piece(db: Database) {
    let (jobs, _) = bakery_with(&db, |builder| builder.chore::<set_prices>()).await;
    let mut test = TestJobs::new(&jobs).await.unwrap();
    let rows: String = (0..20_000).map(|row| format!("{},{row},\n", row % 5 + 1)).collect();
    let prices = upload(&jobs, format!("id,cents,note\n{rows}")).await;
    let given = set_prices { per_transaction: 1_000, ..chore(prices) };
    let run = test.run_chore(&ada(), given, RunOptions::new()).await.unwrap().run;
    assert_eq!((run.status, run.done, run.total), (RunStatus::Succeeded, 20_000, Some(20_000)), "{run:?}");
    assert!(loaves(&db).await.iter().all(|loaf| loaf.2 == 4_000));
}
