//! Throwaway database servers: on free loopback ports, without durability, gone with the command.

mod mariadb;
mod postgres;
mod scratch;

use std::net::TcpListener;

use mariadb::MariaDb;
pub(crate) use postgres::Postgres;

use crate::step::Outcome;

/// The servers the tests ask for.
pub(crate) struct Servers {
    pub(crate) postgres: Postgres,
    pub(crate) mariadb: MariaDb,
}

impl Servers {
    /// Starts them and waits until they answer.
    pub(crate) fn start() -> Outcome<Self> {
        let servers = Self { postgres: Postgres::start()?, mariadb: MariaDb::start()? };
        for (_, url) in servers.env() {
            println!("{url}");
        }
        Ok(servers)
    }

    /// Where tests find them: the address of a database from which they may create their own.
    pub(crate) fn env(&self) -> [(&'static str, String); 2] {
        [("KAFFY_TEST_POSTGRES", self.postgres.url("postgres")), ("KAFFY_TEST_MYSQL", self.mariadb.url("kaffy"))]
    }
}

/// A port of the loopback interface that nobody listens on.
pub(crate) fn free_port() -> Outcome<u16> {
    let listener = TcpListener::bind(("127.0.0.1", 0)).and_then(|listener| listener.local_addr());
    listener.map(|address| address.port()).map_err(|error| format!("no free loopback port: {error}"))
}
