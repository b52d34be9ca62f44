//! Actions on records full of poison, and files of them.

use kaffy::AdminResource;

use super::{draw::LIST, world::World};
use crate::{
    models::{Thing, poison},
    shop::Page,
    work::STOPPED_RUN,
};

impl World {
    pub(super) async fn flash(&self) -> Vec<Page> {
        let admin = &self.admin;
        let done = admin.post("/shop/things/1/actions/praise", &[]).await;
        vec![done, admin.get(LIST).await]
    }

    pub(super) async fn bulk_result(&self) -> Vec<Page> {
        let admin = &self.admin;
        let fields = [("_id", "1"), ("_id", "3"), ("_run", "1"), ("title", "x"), ("maker_id", "2")];
        vec![admin.post("/shop/things/actions/rename", &fields[..]).await, admin.get(LIST).await]
    }

    pub(super) async fn action_run(&self) -> Vec<Page> {
        let admin = &self.admin;
        let run = format!("/shop/things/actions/polish/{STOPPED_RUN}");
        vec![admin.get(&run).await, admin.get(&format!("{run}/failures")).await, admin.get(LIST).await]
    }

    pub(super) async fn action_inputs_with_errors(&self) -> Vec<Page> {
        let admin = &self.admin;
        let fields = [("title", &*poison("typed")), ("maker_id", &*poison("typed")), ("_run", "1")];
        vec![admin.post("/shop/things/1/actions/rename", &fields).await]
    }

    pub(super) async fn export_file(&self) -> Vec<Page> {
        let admin = &self.admin;
        let names = self.shop.admin.registry().of(Thing::META).expect("there");
        let columns: Vec<_> = names.columns().iter().map(|column| ("_column", column.meta.name)).collect();
        let columns: Vec<_> = columns.into_iter().filter(|(_, name)| *name != "secret").collect();
        let ask = |style: &'static str| [columns.clone(), vec![("_run", "1"), ("_as", style)]].concat();
        vec![
            admin.post("/shop/things/export", &ask("raw")).await,
            admin.post("/shop/things/export", &ask("shown")).await,
        ]
    }

    pub(super) async fn import_dry_run(&self) -> Vec<Page> {
        let admin = &self.admin;
        let mapped =
            self.mapping("title,flag,small,price,day,grade,maker_id").await.form("form.import").without("_local");
        vec![mapped.set("_run", "check").submit(admin).await]
    }

    /// The page after a file came whose every cell is poison.
    pub(super) async fn mapping(&self, headings: &str) -> Page {
        let cells: Vec<_> =
            headings.split(',').map(|name| format!("\"{}\"", poison(name).replace('"', "\"\""))).collect();
        let file = format!("{headings},\"{}\"\r\n{},x\r\n", poison("heading").replace('"', "\"\""), cells.join(","));
        let part = "--XyZ\r\nContent-Disposition: form-data; name=\"_sheet\"; filename=\"a.csv\"\r\n\r\n";
        self.admin.post_parts("/shop/things/import", format!("{part}{file}\r\n--XyZ--\r\n").as_bytes()).await.ok()
    }
}
