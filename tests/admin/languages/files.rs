//! Rows as files in the made-up language, both ways.

use super::Walk;

#[tokio::test]
async fn k20_exports_and_imports_say_only_messages() {
    let mut walk = Walk::through(|builder| builder.export_limit(20)).await;
    let (export, import) = ("/agora/loaves/export", "/agora/loaves/import");
    walk.get(&format!("{export}?q=%CE%A0&f.on_sale=true")).await;
    assert!(walk.get(export).await.has(".over-limit"));
    walk.post(200, export, &[("_id", "1")]).await;
    walk.post(422, export, &[("_run", "1")]).await;
    walk.post(400, export, &[("_run", "1"), ("_column", "ξ")]).await;
    walk.post(400, export, &[("_run", "1"), ("_column", "title"), ("_format", "ξ")]).await;
    walk.post(400, export, &[("_all", "ξ")]).await;
    let file = walk.post(200, export, &[("_run", "1"), ("_column", "title"), ("_column", "on_sale")]).await;
    assert!(file.body.contains("⟦Yes⟧") && file.body.contains("⟦Only the first⟧ 20 ⟦rows"), "{}", file.body);
    walk.get(import).await;
    walk.get_as("viewer", 403, import).await;
    walk.get_as("ann", 404, &format!("{import}?_failed=%CE%BE")).await;
    walk.post(422, import, &[]).await;
    walk.post(422, import, &[("_file", "ξ")]).await;
    for file in ["", "Τ", "Τ\n\"ξ", "Τ\nξ\0", "\u{1}"] {
        let wide = vec!["ξ"; 1_001].join(",") + "\nξ\n";
        walk.sheet(422, if file == "\u{1}" { &wide } else { file }).await;
    }
    let rows = "Αριθμός,Τίτλος,τιμή,Είδος,Φούρνος,Χ,Χ\n1,Α,1,Λευκό,ξ,,\n999,Α,ξ,ξ,,,\n,Β,1,Λευκό,,,\n,Γ\n";
    let page = walk.sheet(200, rows).await;
    let form = [
        ("_file", page.attribute("input[name=_file]", "value").expect("a file")),
        ("_map.id", "0".to_owned()),
        ("_map.title", "1".to_owned()),
        ("_map.price", "2".to_owned()),
        ("_map.kind", "3".to_owned()),
        ("_map.oven_id", "4".to_owned()),
    ];
    let with = |more: &[(&'static str, &'static str)]| -> Vec<(&'static str, String)> {
        form.iter().cloned().chain(more.iter().map(|(name, value)| (*name, (*value).to_owned()))).collect()
    };
    for (status, more) in [
        (200, &[("_mode", "both"), ("_whole", "1"), ("_run", "check")][..]),
        (200, &[("_mode", "both"), ("_whole", "1"), ("_run", "map")]),
        (200, &[("_mode", "both"), ("_whole", "1"), ("_run", "import")]),
        (200, &[("_mode", "change"), ("_whole", "0"), ("_run", "check")]),
        (422, &[("_mode", "change"), ("_map.id", ""), ("_run", "check")]),
        (400, &[("_mode", "ξ")]),
        (400, &[("_mode", "add"), ("_map.ξ", "1"), ("_run", "check")]),
        (200, &[("_mode", "both"), ("_whole", "0"), ("_run", "import")]),
    ] {
        let mut fields = with(more);
        if let Some((_, value)) = more.iter().find(|(name, _)| *name == "_map.id") {
            fields.retain(|(name, _)| *name != "_map.id");
            fields.push(("_map.id", (*value).to_owned()));
        }
        let fields: Vec<_> = fields.iter().map(|(name, value)| (*name, value.as_str())).collect();
        walk.post(status, import, &fields).await;
    }
    walk.end();
}
