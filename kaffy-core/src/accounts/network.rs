//! Where somebody signs in from, as far as it counts for a limit.

use std::net::IpAddr;

/// An address and the network that stands for it: who has one address of IPv6 has 2⁶⁴ of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Network(Option<IpAddr>);

impl Network {
    /// The network of an address; `None` where it is not known, which all such requests share.
    pub fn of(address: Option<IpAddr>) -> Self {
        Self(address.map(|address| address.to_canonical()))
    }

    /// The address itself.
    pub fn address(self) -> Option<IpAddr> {
        self.0
    }

    /// Whether it is known where the request comes from.
    pub(super) fn is_known(self) -> bool {
        self.0.is_some()
    }

    /// The name under which attempts are counted.
    pub(super) fn key(self) -> String {
        match self.0 {
            None => "n:unknown".to_owned(),
            Some(IpAddr::V4(address)) => format!("n:{address}"),
            Some(IpAddr::V6(address)) => {
                let [a, b, c, d, ..] = address.segments();
                format!("n:{a:x}:{b:x}:{c:x}:{d:x}::/64")
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn s20_neighbours_of_ipv6_are_one_network() {
        let key = |address: &str| Network::of(address.parse().ok()).key();
        assert_eq!(key("2001:db8:1:2::1"), key("2001:db8:1:2:ffff::9"));
        assert_ne!(key("2001:db8:1:2::1"), key("2001:db8:1:3::1"));
        assert_ne!(key("192.0.2.1"), key("192.0.2.2"));
        assert_eq!(key("::ffff:192.0.2.1"), key("192.0.2.1"));
        assert_eq!(key("nowhere"), "n:unknown");
    }
}
