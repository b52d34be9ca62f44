//! What happens when a schedule could not fire in time, when its last run still goes on, and where it runs.

use std::{fmt, time::Duration};

use serde::{Deserialize, Deserializer, Serialize, Serializer, de};

/// What becomes of times at which no node was there to fire (J38). A time is missed when it is more than five seconds
/// ago; until then it is late, and fires as if it were not.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Missed {
    /// Nothing: the next one is in the future.
    Skip,
    /// One run for all of them, which knows how many there were. The default.
    #[default]
    One,
    /// A run for each of the latest so many, in their order.
    All(u32),
}

impl Missed {
    /// Its word in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Skip => "skip",
            Self::One => "one",
            Self::All(_) => "all",
        }
    }

    /// How many runs there are at most.
    pub const fn most(self) -> u32 {
        match self {
            Self::Skip => 0,
            Self::One => 1,
            Self::All(most) => most,
        }
    }

    pub(crate) fn of(word: &str, most: u32) -> Option<Self> {
        match word {
            "skip" => Some(Self::Skip),
            "one" => Some(Self::One),
            "all" => Some(Self::All(most)),
            _ => None,
        }
    }
}

/// What happens when the last run is not over, on whatever node it is (J39). A run that failed and waits for its next
/// attempt is not over.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Overlap {
    /// The new one is left out, and noted as such. The default.
    #[default]
    Skip,
    /// One waits until the last is over; further ones are left out.
    Queue,
    /// They run at once.
    Allow,
    /// The last one is stopped, and the new one starts once it has.
    Cancel,
}

impl Overlap {
    /// All of them.
    pub const ALL: [Self; 4] = [Self::Skip, Self::Queue, Self::Allow, Self::Cancel];

    /// Its word in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Skip => "skip",
            Self::Queue => "queue",
            Self::Allow => "allow",
            Self::Cancel => "cancel",
        }
    }

    pub(crate) fn of(word: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.word() == word)
    }
}

/// Where the runs of a schedule happen (Q42). A node is a worker by its [name](crate::Worker::name).
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum RunOn {
    /// On any node that is free. The default.
    #[default]
    One,
    /// Once on every node that is there when it fires.
    Every,
    /// On the node of this name alone; while it is away, the run waits for it.
    Node(String),
}

impl RunOn {
    /// Its word in the database.
    pub const fn word(&self) -> &'static str {
        match self {
            Self::One => "one",
            Self::Every => "every",
            Self::Node(_) => "node",
        }
    }

    /// The name of the node, if it is one.
    pub fn node(&self) -> Option<&str> {
        match self {
            Self::Node(name) => Some(name),
            _ => None,
        }
    }

    pub(crate) fn of(word: &str, node: Option<String>) -> Option<Self> {
        match (word, node) {
            ("one", _) => Some(Self::One),
            ("every", _) => Some(Self::Every),
            ("node", Some(node)) => Some(Self::Node(node)),
            _ => None,
        }
    }
}

/// Where a schedule comes from (J44).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Origin {
    /// From code or configuration: brought up to date at each start, and marked as gone once it is there no more.
    Code,
    /// Somebody made it at run time: no start touches it.
    User,
}

impl Origin {
    /// Its word in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Code => "code",
            Self::User => "user",
        }
    }

    pub(crate) fn of(word: &str) -> Self {
        if word == "code" { Self::Code } else { Self::User }
    }
}

/// Whether a schedule fires (Q3).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ScheduleState {
    /// At its times.
    #[default]
    Active,
    /// It is paused: only when somebody runs it.
    Inactive,
}

impl ScheduleState {
    /// Its word in the database.
    pub const fn word(self) -> &'static str {
        match self {
            Self::Active => "active",
            Self::Inactive => "inactive",
        }
    }

    pub(crate) fn of(word: &str) -> Self {
        if word == "active" { Self::Active } else { Self::Inactive }
    }
}

/// A time between two runs, written as `15s`, `5m`, `2h` or `1d`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Every(pub Duration);

impl Every {
    /// Reads it; `None` when it is none.
    pub fn parse(text: &str) -> Option<Self> {
        kaffy_cron::every(text).map(Self)
    }
}

impl fmt::Display for Every {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&kaffy_cron::every_in_words(self.0))
    }
}

impl Serialize for Every {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Every {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        Self::parse(&text)
            .ok_or_else(|| de::Error::custom(format!("`{text}` is no time: write `15s`, `5m`, `2h`, `1d`")))
    }
}
