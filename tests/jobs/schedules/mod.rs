//! Schedules: Q1 to Q51, J35 to J48, R11 to R16, R33, K130 to K133.

pub(crate) mod calls;
pub(crate) mod code;
pub(crate) mod desk;
pub(crate) mod handlers;
pub(crate) mod storage;
pub(crate) mod tasks;
pub(crate) mod travelling;
pub(crate) mod working;
