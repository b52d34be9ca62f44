//! `Auth::none_for_local_development()`: nobody but a browser on this very machine (S1).

use std::net::{IpAddr, SocketAddr};

use axum::{
    extract::{ConnectInfo, FromRequestParts},
    http::{Version, request::Parts},
};

use crate::WebError;

/// Headers that a proxy adds: then the peer is not the client.
const PROXIED: [&str; 6] =
    ["forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-forwarded-proto", "x-real-ip"];

/// Lets only requests of this machine through.
///
/// # Errors
/// 403, saying what to change.
pub(super) async fn check(parts: &mut Parts) -> Result<(), WebError> {
    let refuse = |message: &str| Err(WebError::Forbidden(kaffy_core::tr!(message)));
    let Ok(ConnectInfo(peer)) = ConnectInfo::<SocketAddr>::from_request_parts(parts, &()).await else {
        return refuse("error-local-unseen");
    };
    if !is_loopback(peer.ip()) {
        return refuse("error-local-remote");
    }
    // No browser speaks HTTP/1.0; nginx does, and adds no header unless it is told to.
    let is_old = parts.version < Version::HTTP_11;
    if is_old || PROXIED.iter().any(|name| parts.headers.contains_key(*name)) {
        return refuse("error-local-proxy");
    }
    if !super::host(parts).is_some_and(is_loopback_name) {
        return refuse("error-local-name");
    }
    Ok(())
}

fn is_loopback(ip: IpAddr) -> bool {
    ip.to_canonical().is_loopback()
}

/// Another name that leads here belongs to somebody else's page (DNS rebinding).
fn is_loopback_name(host: &str) -> bool {
    if let Ok(address) = host.parse::<SocketAddr>() {
        return is_loopback(address.ip());
    }
    let bare = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')).unwrap_or(host);
    if let Ok(ip) = bare.parse::<IpAddr>() {
        return is_loopback(ip);
    }
    let (name, port) = host.split_once(':').unwrap_or((host, "0"));
    let name = name.to_ascii_lowercase();
    port.parse::<u16>().is_ok() && (name == "localhost" || name.ends_with(".localhost"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s1_only_names_of_this_machine_count() {
        for good in ["localhost", "localhost:3000", "LOCALHOST", "127.0.0.1:3000", "127.0.0.2", "[::1]:80", "[::1]"] {
            assert!(is_loopback_name(good), "{good}");
        }
        for bad in
            ["example.org", "localhost.example.org", "127.0.0.1.example.org", "10.0.0.1", "[::2]:80", "", "localhost:x"]
        {
            assert!(!is_loopback_name(bad), "{bad}");
        }
    }
}
