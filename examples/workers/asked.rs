//! What the command line and the environment ask for.

const USAGE: &str = "usage: workers web | work
  web    the admin at KAFFY_ADDR (127.0.0.1:3000); it works on no job
  work   a worker; any number of them, here and on other machines";

const NO_DATABASE: &str =
    "DATABASE_URL is not set: give it the address of a PostgreSQL database, the same for every process:
  export DATABASE_URL=postgres://user:password@localhost/orders
One to try it with, thrown away afterwards:
  docker run --rm -e POSTGRES_PASSWORD=secret -p 5432:5432 postgres
  export DATABASE_URL=postgres://postgres:secret@localhost/postgres";

/// One process of the application.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Asked {
    pub(crate) part: Part,
    pub(crate) url: String,
}

/// Which part of it.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Web,
    Work,
}

impl Asked {
    pub(crate) fn of(mut words: impl Iterator<Item = String>, url: Option<String>) -> Result<Self, String> {
        let part = match (words.next().as_deref(), words.next()) {
            (Some("web"), None) => Part::Web,
            (Some("work"), None) => Part::Work,
            _ => return Err(USAGE.to_owned()),
        };
        let url = url.ok_or(NO_DATABASE)?;
        match url.starts_with("postgres://") || url.starts_with("postgresql://") {
            true => Ok(Self { part, url }),
            false => Err(format!(
                "DATABASE_URL is no address of a PostgreSQL: it has to begin with `postgres://`.\n{NO_DATABASE}"
            )),
        }
    }
}
