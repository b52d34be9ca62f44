//! What the macros write, and what they say.
