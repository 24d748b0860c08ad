//! What the check lets through, what it refuses, and the law of draft and release.

#![expect(clippy::expect_used, reason = "a test that cannot go on has failed")]

mod check;
mod cldr;
mod law;
