//! What is answered in the made-up language to requests that make no sense or are not allowed.

use http::{Method, Request, header};

use super::{
    Walk,
    walk::{PART, walk_form},
};

#[tokio::test]
async fn k20_errors_say_only_messages() {
    let mut walk = Walk::through(|builder| builder).await;
    walk.get_as("nobody", 403, "/").await;
    walk.get_as("panic", 500, "/").await;
    for (user, status, path) in [
        ("stranger", 403, "/agora/loaves"),
        ("viewer", 403, "/agora/loaves/new"),
        ("ann", 404, "/nonsense"),
        ("ann", 404, "/agora/nonsense"),
        ("ann", 404, "/agora/loaves/999"),
        ("ann", 404, "/agora/loaves/%CE%BE"),
        ("ann", 404, "/agora/loaves/3/files/photo"),
        ("ann", 400, "/agora/loaves?q=%FF"),
        ("ann", 400, "/%FF/loaves"),
        ("ann", 404, "/links/nonsense"),
    ] {
        walk.get_as(user, status, path).await;
    }
    walk.post_as("viewer", 403, "/agora/loaves", &[]).await;
    walk.post(400, "/language", &[("language", "tlh")]).await;
    let address = "/admin/agora/loaves";
    walk.send(405, Request::builder().method(Method::PUT).uri(address), "").await;
    walk.post(405, "/p/map", &[]).await;
    let form = || walk_form(address);
    walk.send(403, form(), "title=x").await;
    walk.send(403, form().header("sec-fetch-site", "cross-site"), "title=x").await;
    walk.send(403, form().header(header::ORIGIN, "http://evil.test"), "title=x").await;
    walk.send(403, form().header(header::ORIGIN, "http://shed.test"), "title=x").await;
    let ours = || form().header(header::ORIGIN, "http://shed.test");
    walk.send(413, ours(), "x".repeat(3_000_000)).await;
    walk.send(413, ours(), "a=1&".repeat(1_500)).await;
    walk.send(400, ours(), "a=%FF").await;
    let json = Request::post(address)
        .header(header::ORIGIN, "http://shed.test")
        .header(header::CONTENT_TYPE, "application/json");
    walk.send(415, json, "{}").await;
    walk.parts(400, "", "").await;
    walk.parts(400, "; boundary=x", "--x\r\n\r\n").await;
    walk.parts(400, "; boundary=x", &format!("{PART}\r\n\r\n1\r\n--x--\r\n")).await;
    walk.parts(400, "; boundary=x", &format!("{PART}name=\"photo\"\r\n\r\ntext\r\n--x--\r\n")).await;
    let file = |name: &str| format!("{PART}name=\"{name}\"; filename=\"φ\"\r\nContent-Type: image/png\r\n\r\n1\r\n");
    walk.parts(400, "; boundary=x", &(file("title") + "--x--\r\n")).await;
    walk.parts(400, "; boundary=x", &(file("photo") + &file("photo") + "--x--\r\n")).await;
    walk.parts(422, "; boundary=x", &(file("photo") + "--x--\r\n")).await;
    let nested = format!("{PART}name=\"a\"\r\nContent-Type: multipart/mixed; boundary=y\r\n\r\n1\r\n--x--\r\n");
    walk.parts(400, "; boundary=x", &nested).await;
    walk.end();
}
