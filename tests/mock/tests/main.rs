//! What the mock answers, one module for each kind of question. One program, so that it is linked once.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::string_slice,
    reason = "a test fails by panicking"
)]
#![allow(clippy::needless_pass_by_value, reason = "settings read best where they are made")]

mod awards_endorsements;
mod awards_issuers;
mod awards_relay;
mod awards_sources;
mod conformance;
mod data;
mod forum;
mod forum_data;
mod forum_others;
mod forum_reads;
mod forum_shapes;
mod lms_access;
mod lms_course;
mod lms_elsewhere;
mod lms_enrolment;
mod lms_learner;
mod lms_session;
mod lms_shapes;
mod lms_wire;
mod notifications;
mod search;
mod site;
mod support;
mod transport;
mod unit_courses;
mod unit_page;
mod worlds;
