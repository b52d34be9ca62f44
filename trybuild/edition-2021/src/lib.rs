//! A user of edition 2021: trybuild compiles every case with the edition of the package that asks.
