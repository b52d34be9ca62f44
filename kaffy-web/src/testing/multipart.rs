//! A form with files, as browsers send it.

/// What stands between the parts. No value of a test has it in it.
const BOUNDARY: &str = "----kaffy-test-f3b8a1d07c52";

/// A file of a form.
#[derive(Clone, Debug)]
pub(super) struct File {
    pub(super) input: String,
    pub(super) name: String,
    pub(super) bytes: Vec<u8>,
}

pub(super) fn kind() -> String {
    format!("multipart/form-data; boundary={BOUNDARY}")
}

/// The body, texts first: the token is read before any file.
pub(super) fn body<'a>(texts: impl Iterator<Item = (&'a str, &'a str)>, files: &[File]) -> Vec<u8> {
    let mut body = Vec::new();
    for (name, value) in texts {
        head(&mut body, &format!("name=\"{}\"", quoted(name)));
        body.extend_from_slice(value.as_bytes());
        body.extend_from_slice(b"\r\n");
    }
    for file in files {
        head(&mut body, &format!("name=\"{}\"; filename=\"{}\"", quoted(&file.input), quoted(&file.name)));
        body.extend_from_slice(&file.bytes);
        body.extend_from_slice(b"\r\n");
    }
    body.extend_from_slice(format!("--{BOUNDARY}--\r\n").as_bytes());
    body
}

fn head(body: &mut Vec<u8>, about: &str) {
    body.extend_from_slice(format!("--{BOUNDARY}\r\nContent-Disposition: form-data; {about}\r\n\r\n").as_bytes());
}

/// A name inside quotation marks, as browsers write it.
fn quoted(name: &str) -> String {
    name.replace('"', "%22").replace('\r', "%0D").replace('\n', "%0A")
}
