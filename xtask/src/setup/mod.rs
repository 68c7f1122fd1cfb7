//! What the commands need on the machine: each function installs it when it is missing, or says in
//! one sentence what to install. Once it is there, none of them uses the network.
pub(crate) mod browsers;
pub(crate) mod npm;
pub(crate) mod packages;
pub(crate) mod rust;
pub(crate) mod trunk;
