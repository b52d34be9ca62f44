//! What an admin is told about the way requests come to it: under which hosts, through which proxies, how many at
//! once. The pages hold to it.

use std::net::IpAddr;

use ipnet::IpNet;

use crate::{Admin, AdminBuilder, Problem};

/// So many requests are answered at once, unless the builder was told otherwise. More would only wait for the
/// database: it has a handful of connections.
const AT_ONCE: usize = 64;

/// How requests come to an admin.
#[derive(Clone, Debug)]
pub struct Transport {
    hosts: Vec<String>,
    proxies: Vec<String>,
    at_once: usize,
    trusted: Vec<IpNet>,
}

impl Default for Transport {
    fn default() -> Self {
        Self { hosts: Vec::new(), proxies: Vec::new(), at_once: AT_ONCE, trusted: Vec::new() }
    }
}

impl Transport {
    /// Whether the admin answers under a host, as the header `Host` has it, with its port or without.
    pub fn allows_host(&self, host: &str) -> bool {
        let name = without_port(host).trim_end_matches('.').to_ascii_lowercase();
        self.hosts.is_empty()
            || self.hosts.iter().any(|allowed| match allowed.strip_prefix('.') {
                Some(domain) => name.strip_suffix(domain).is_some_and(|rest| rest.is_empty() || rest.ends_with('.')),
                None => *allowed == name,
            })
    }

    /// Whether hosts were named.
    pub fn names_hosts(&self) -> bool {
        !self.hosts.is_empty()
    }

    /// How many requests are answered at once.
    pub fn at_once(&self) -> usize {
        self.at_once
    }

    /// The address of a client (S41): that of the peer, unless the peer is a trusted proxy. Then the right-most
    /// address of `X-Forwarded-For` that is no trusted proxy either: whatever stands left of it, the client may
    /// have made up.
    pub fn client(&self, peer: IpAddr, forwarded_for: &[&str]) -> IpAddr {
        let is_trusted = |address: &IpAddr| self.trusted.iter().any(|net| net.contains(address));
        let mut client = peer.to_canonical();
        let hops: Vec<_> = forwarded_for.iter().flat_map(|header| header.split(',')).map(str::trim).collect();
        for hop in hops.into_iter().rev() {
            if !is_trusted(&client) {
                break;
            }
            // What is no address ends what can be trusted.
            let Some(address) = address_of(hop) else { break };
            client = address.to_canonical();
        }
        client
    }

    pub(crate) fn check(mut self, problems: &mut Vec<Problem>) -> Self {
        for text in &self.proxies {
            match text.parse::<IpNet>().or_else(|_| text.parse::<IpAddr>().map(IpNet::from)) {
                Ok(net) => self.trusted.push(net),
                Err(_) => problems.push(Problem::new(
                    "Admin",
                    format!("`{text}` of `.trusted_proxies(…)` is no address and no network: write it as 10.0.0.0/8"),
                )),
            }
        }
        for host in &mut self.hosts {
            *host = without_port(host).trim_end_matches('.').to_ascii_lowercase();
        }
        if self.at_once == 0 {
            problems.push(Problem::new("Admin", "`.requests_at_once(0)` would answer nobody: name one at least"));
        }
        self
    }
}

/// `10.0.0.7`, `10.0.0.7:1234`, `[2001:db8::1]:1234` or `2001:db8::1`.
fn address_of(hop: &str) -> Option<IpAddr> {
    let bare = hop.strip_prefix('[').and_then(|rest| rest.split(']').next());
    let address = || hop.parse().ok().or_else(|| hop.parse::<std::net::SocketAddr>().ok().map(|it| it.ip()));
    bare.map_or_else(address, |bare| bare.parse().ok())
}

fn without_port(host: &str) -> &str {
    match host.strip_prefix('[') {
        // The brackets stay: they are part of the name.
        Some(_) => host.rsplit_once("]:").map_or(host, |(name, _)| &host[..=name.len()]),
        None => host.rsplit_once(':').map_or(host, |(name, _)| name),
    }
}

impl AdminBuilder {
    /// Names the hosts under which the admin answers, such as `admin.example.org`, or `.example.org` for a domain with
    /// all that is below it. A request for any other host is a 400 (S12). By default every host is answered; the
    /// admin makes no link of it.
    ///
    /// ```
    /// # use kaffy_core::{Admin, Database};
    /// # fn app(db: Database) {
    /// let builder = Admin::builder(db).allowed_hosts(["admin.example.org"]);
    /// # }
    /// ```
    #[must_use]
    pub fn allowed_hosts<T: Into<String>>(mut self, hosts: impl IntoIterator<Item = T>) -> Self {
        self.transport.hosts = hosts.into_iter().map(Into::into).collect();
        self
    }

    /// Names the proxies in front of the application, as addresses or networks: from them, and from nobody else,
    /// `X-Forwarded-For` is believed when the audit log or a rate limit asks for the client's address (S41). None by
    /// default: the address is that of the peer.
    ///
    /// ```
    /// # use kaffy_core::{Admin, Database};
    /// # fn app(db: Database) {
    /// let builder = Admin::builder(db).trusted_proxies(["10.0.0.0/8", "::1"]);
    /// # }
    /// ```
    #[must_use]
    pub fn trusted_proxies<T: Into<String>>(mut self, proxies: impl IntoIterator<Item = T>) -> Self {
        self.transport.proxies = proxies.into_iter().map(Into::into).collect();
        self
    }

    /// Limits how many requests the admin answers at once, 64 by default, so that it never starves the
    /// application that it lives in (F17). What comes beyond waits for a moment, and is then told to come again: 503
    /// with `Retry-After`. Style sheets and scripts do not count.
    #[must_use]
    pub fn requests_at_once(mut self, most: usize) -> Self {
        self.transport.at_once = most;
        self
    }
}

impl Admin {
    /// How requests come to it.
    pub fn transport(&self) -> &Transport {
        self.checked_transport()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn transport(hosts: &[&str], proxies: &[&str]) -> Transport {
        let own = |texts: &[&str]| texts.iter().map(|&text| text.to_owned()).collect();
        let mut problems = Vec::new();
        let made = Transport { hosts: own(hosts), proxies: own(proxies), ..Transport::default() }.check(&mut problems);
        assert!(problems.is_empty(), "{problems:?}");
        made
    }

    #[test]
    fn s12_only_named_hosts_are_answered() {
        let any = transport(&[], &[]);
        assert!(any.allows_host("whatever:80") && !any.names_hosts());
        let named = transport(&["Shop.example", ".example.org", "[::1]"], &[]);
        for host in
            ["shop.example", "SHOP.EXAMPLE:8080", "shop.example.", "example.org", "a.b.example.org:1", "[::1]:3000"]
        {
            assert!(named.allows_host(host), "{host}");
        }
        for host in [
            "",
            "evil.example",
            "shop.example.evil.example",
            "notexample.org",
            "[::2]:3000",
            "shop.example@evil.example",
        ] {
            assert!(!named.allows_host(host), "{host}");
        }
    }

    #[test]
    fn s41_the_address_is_the_peers_unless_a_trusted_proxy_says_otherwise() {
        let ip = |text: &str| text.parse::<IpAddr>().expect("an address");
        let plain = transport(&[], &[]);
        assert_eq!(plain.client(ip("192.0.2.1"), &["203.0.113.9"]), ip("192.0.2.1"), "anybody can write that header");
        let behind = transport(&[], &["10.0.0.0/8", "::1"]);
        for (peer, headers, client) in [
            ("192.0.2.1", vec!["203.0.113.9"], "192.0.2.1"),
            ("10.0.0.1", vec!["203.0.113.9"], "203.0.113.9"),
            ("10.0.0.1", vec!["1.1.1.1, 203.0.113.9, 10.0.0.2"], "203.0.113.9"),
            ("10.0.0.1", vec!["1.1.1.1", "203.0.113.9"], "203.0.113.9"),
            ("10.0.0.1", vec!["nonsense"], "10.0.0.1"),
            ("10.0.0.1", vec!["1.1.1.1, nonsense, 10.0.0.2"], "10.0.0.2"),
            ("10.0.0.1", vec![], "10.0.0.1"),
            ("::ffff:10.0.0.1", vec!["[2001:db8::1]:443"], "2001:db8::1"),
            ("::1", vec!["203.0.113.9:55"], "203.0.113.9"),
        ] {
            assert_eq!(behind.client(ip(peer), &headers), ip(client), "{peer} {headers:?}");
        }
    }

    #[test]
    fn s46_mistakes_are_said_at_build() {
        let mut problems = Vec::new();
        let wrong = Transport { proxies: vec!["proxy.local".to_owned()], at_once: 0, ..Transport::default() };
        wrong.check(&mut problems);
        assert_eq!(problems.len(), 2, "{problems:?}");
    }
}
