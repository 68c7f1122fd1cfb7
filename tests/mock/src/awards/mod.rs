//! Where a learner's awards come from, beside the LMS: services, issuers of badges, and the relay to them.
mod fixture_hosts;
pub(crate) mod relay;
