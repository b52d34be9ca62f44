#![no_main]

libfuzzer_sys::fuzz_target!(|data: &[u8]| kaffy_fuzz::run("form_body", data));
