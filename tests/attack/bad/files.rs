//! Files that break nothing, whatever they are called and hold.

use http::{StatusCode, header};

use super::is_calm;
use crate::{
    shop::{Shop, Who},
    support,
};

/// A form in parts with one file.
fn file(input: &str, name: &str, kind: &str, content: &[u8], ends: bool) -> Vec<u8> {
    let head = format!(
        "--XyZ\r\nContent-Disposition: form-data; name=\"{input}\"; filename=\"{name}\"\r\nContent-Type: {kind}\r\n\r\n"
    );
    [head.as_bytes(), content, if ends { b"\r\n--XyZ--\r\n" } else { b"" }].concat()
}

fn png() -> Vec<u8> {
    [&b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\x08\0\0\0\x08\x08\x06\0\0\0"[..], &[0; 64]].concat()
}

#[tokio::test]
async fn s18_no_upload_breaks_a_form() {
    let shop = Shop::over(support::sqlite().await).await;
    let editor = shop.browser(Who::Editor).await;
    let svg = b"<svg xmlns='http://www.w3.org/2000/svg'><script>alert(1)</script></svg>".to_vec();
    let xml = b"<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>".to_vec();
    let huge = [&b"\xff\xd8\xff\xc0\0\x11\x08\xea\x60\xea\x60\x03"[..], &[0; 180]].concat();
    let html = b"<html><script>alert(1)</script>".to_vec();
    let bomb = [&b"PK\x03\x04\x14\0\0\0\x08\0"[..], &[0; 200]].concat();
    let (long, columns) = (format!("{}.png", "a".repeat(5_000)), vec![b','; 1_000_000]);
    let open = [&b"title\n\""[..], &vec![b'x'; 3_000_000]].concat();
    let wide: Vec<u8> = "title,notes\r\nä,b".encode_utf16().flat_map(u16::to_le_bytes).collect();
    let uploads: Vec<(&str, &str, Vec<u8>)> = vec![
        ("../../x.png", "image/png", png()),
        ("/etc/passwd", "text/plain", b"x".to_vec()),
        ("C:\\x.png", "image/png", png()),
        ("..", "image/png", png()),
        ("", "image/png", png()),
        (".htaccess", "text/plain", b"x".to_vec()),
        ("CON", "text/plain", b"x".to_vec()),
        ("a\0.png", "image/png", png()),
        ("a\r\nX: y.png", "image/png", png()),
        ("\"; filename=\"b.html", "image/png", png()),
        ("a.png", "image/png", html.clone()),
        ("a.html", "image/png", html.clone()),
        ("a.svg", "image/svg+xml", svg),
        ("a.svgz", "image/svg+xml", b"\x1f\x8b\x08\0".to_vec()),
        ("a.xml", "text/xml", xml),
        ("a.pdf", "application/pdf", b"%PDF-1.7 /JS (app.alert(1))".to_vec()),
        ("a.jpg", "image/jpeg", huge),
        ("a.gif", "image/gif", b"GIF89a/*<script>*/".to_vec()),
        ("a.webp", "image/webp", b"RIFF\0\0\0\0WEBPVP8 ".to_vec()),
        ("a.png.exe", "image/png", b"MZ".to_vec()),
        ("\u{202e}gnp.html", "image/png", html),
        (&long, "image/png", png()),
        ("<img src=x onerror=1>.png", "image/png", png()),
        ("{{7331*7919}}.png", "image/png", png()),
        ("=cmd.csv", "text/csv", b"=1+1".to_vec()),
        ("a.zip", "application/zip", bomb.clone()),
        ("a.xlsx", "application/zip", bomb),
        ("a.csv", "text/csv", columns),
        ("a.csv", "text/csv", open),
        ("a.csv", "text/csv", [&b"\xff\xfe"[..], &wide].concat()),
        ("a.csv", "text/csv", b"title\0,a\r\n\0,\0".to_vec()),
        ("a.csv", "text/csv", b"id,password_hash,is_admin\r\n1,x,1".to_vec()),
        ("a.png", "", png()),
        ("a.png", "image/png; charset=x\r\n", png()),
        ("a.png", "image/png", Vec::new()),
    ];
    for (name, kind, content) in &uploads {
        let version =
            editor.get("/shop/things/1").await.ok().attribute("input[name=_version]", "value").expect("drawn");
        let before =
            format!("--XyZ\r\nContent-Disposition: form-data; name=\"_version\"\r\n\r\n{version}\r\n").into_bytes();
        for input in ["photo", "paper"] {
            let body = [before.clone(), file(input, name, kind, content, true)].concat();
            let page = editor.post_parts("/shop/things/1", &body).await;
            is_calm(&page, name);
            let shown = editor.get("/shop/things/1").await;
            is_calm(&shown, name);
            assert!(!shown.body.contains("<img src=x") && !shown.body.contains("58054189"), "{name}");
            let served = editor.get(&format!("/shop/things/1/files/{input}")).await;
            if served.status == StatusCode::OK {
                let head = |name: header::HeaderName| served.headers[name].to_str().expect("text").to_owned();
                assert_eq!(head(header::X_CONTENT_TYPE_OPTIONS), "nosniff");
                assert!(head(header::CONTENT_SECURITY_POLICY).contains("sandbox"), "{name}");
                let place = head(header::CONTENT_DISPOSITION);
                assert!(
                    place.starts_with("attachment") || head(header::CONTENT_TYPE).starts_with("image/"),
                    "{name}: {place}"
                );
                assert!(
                    !head(header::CONTENT_TYPE).contains("svg") && !head(header::CONTENT_TYPE).contains("html"),
                    "{name}"
                );
            } else {
                assert_eq!(served.status, StatusCode::NOT_FOUND, "{name}");
            }
        }
        is_calm(&editor.post_parts("/shop/things/import", &file("_sheet", name, kind, content, true)).await, name);
        is_calm(&editor.post_parts("/shop/things/import", &file("_sheet", name, kind, content, false)).await, name);
        is_calm(&editor.post_parts("/shop/things", &file(name, name, kind, content, true)).await, name);
    }
    // The same part twice, parts without names, and no parts at all.
    let twice = [
        file("photo", "a.png", "image/png", &png(), false),
        b"\r\n".to_vec(),
        file("photo", "b.png", "image/png", &png(), true),
    ];
    is_calm(&editor.post_parts("/shop/things/1", &twice.concat()).await, "twice");
    for body in [
        &b""[..],
        b"--XyZ--",
        b"--XyZ\r\n\r\nx\r\n--XyZ--",
        b"--Xy",
        b"\0\0\0",
        b"--XyZ\r\nContent-Disposition: form-data\r\n\r\nx\r\n--XyZ--\r\n",
    ] {
        for path in ["/shop/things/1", "/shop/things", "/shop/things/import", "/accounts/me"] {
            is_calm(&editor.post_parts(path, body).await, "odd parts");
        }
    }
}
