//! Who somebody is in a forum, and which fields they may change: `permissions.py`.
use std::collections::BTreeSet;

use super::model::{Comment, Forum, Post, Thread};

/// A role in the forum, as the server names it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Role {
    /// May do everything.
    Administrator,
    /// Moderates.
    Moderator,
    /// Moderates.
    CommunityTa,
    /// Moderates.
    GroupModerator,
}

impl Role {
    /// As the server names it.
    pub(crate) fn name(self) -> &'static str {
        match self {
            Self::Administrator => "Administrator",
            Self::Moderator => "Moderator",
            Self::CommunityTa => "Community TA",
            Self::GroupModerator => "Group Moderator",
        }
    }

    /// `None` if there is no such role.
    pub(crate) fn parse(name: &str) -> Option<Self> {
        [Self::Administrator, Self::Moderator, Self::CommunityTa, Self::GroupModerator]
            .into_iter()
            .find(|role| role.name() == name)
    }
}

/// What stands beside an author's name.
pub(crate) fn label(forum: &Forum, username: &str) -> Option<&'static str> {
    if forum.teams.contains(username) {
        return Some("Staff");
    }
    let roles = forum.roles.get(username)?;
    if roles.contains(&Role::Administrator) || roles.contains(&Role::Moderator) {
        return Some("Moderator");
    }
    (!roles.is_empty()).then_some("Community TA")
}

/// Who asks.
#[derive(Debug, Clone, Default)]
#[allow(clippy::struct_excessive_bools, reason = "what the server keeps apart as well")]
pub(crate) struct Viewer {
    /// Username.
    pub(crate) username: String,
    /// Forum roles.
    pub(crate) roles: BTreeSet<Role>,
    /// Global staff.
    pub(crate) is_staff: bool,
    /// Belongs to the course team.
    pub(crate) is_team: bool,
    /// The e-mail address is confirmed.
    pub(crate) is_active: bool,
    /// Cohort.
    pub(crate) group: Option<i64>,
}

impl Viewer {
    /// Moderates, in the wide sense.
    pub(crate) fn moderates(&self) -> bool {
        self.is_staff || !self.roles.is_empty()
    }

    /// Has that role.
    pub(crate) fn is(&self, role: Role) -> bool {
        self.roles.contains(&role)
    }

    /// Sees who hides from other learners; global staff does not.
    fn sees_hidden(&self) -> bool {
        !self.roles.is_empty()
    }

    /// Sees and may choose every cohort.
    pub(crate) fn sees_all_groups(&self) -> bool {
        self.is_staff || [Role::Administrator, Role::Moderator, Role::CommunityTa].into_iter().any(|role| self.is(role))
    }

    /// Whether the author's name shows.
    pub(crate) fn sees_author(&self, post: &Post) -> bool {
        !post.anonymous && (!post.anonymous_to_peers || self.sees_hidden())
    }

    /// Whether nothing keeps a new post of theirs from being published during a blackout, or from needing a captcha.
    pub(crate) fn is_privileged(&self) -> bool {
        self.moderates() || self.is_team
    }

    /// Whether this person wrote it.
    pub(crate) fn wrote(&self, post: &Post) -> bool {
        post.author == self.username
    }

    /// Whether this person may remove it.
    pub(crate) fn may_delete(&self, post: &Post) -> bool {
        self.wrote(post) || self.moderates()
    }
}

/// What a course allows.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Allowed {
    /// Hiding from everybody.
    pub(crate) anonymous: bool,
    /// Hiding from learners.
    pub(crate) anonymous_to_peers: bool,
    /// Cohorts.
    pub(crate) divided: bool,
}

fn common(viewer: &Viewer, post: &Post, allowed: Allowed, fields: &mut Vec<&'static str>) {
    let author = viewer.wrote(post);
    if !author || viewer.moderates() || viewer.is_team {
        fields.push("voted");
    }
    if author || viewer.moderates() {
        fields.push("raw_body");
    }
    if !author && viewer.moderates() {
        fields.push("edit_reason_code");
    }
    if author && allowed.anonymous {
        fields.push("anonymous");
    }
    if author && allowed.anonymous_to_peers {
        fields.push("anonymous_to_peers");
    }
}

/// `editable_fields` of a thread, sorted.
pub(crate) fn thread_fields(viewer: &Viewer, thread: &Thread, allowed: Allowed) -> Vec<&'static str> {
    let mut fields = vec!["abuse_flagged", "copy_link", "read"];
    if viewer.moderates() {
        fields.extend(["closed", "close_reason_code"]);
    }
    if viewer.moderates() || viewer.is_team {
        fields.push("pinned");
    }
    if thread.closed.is_none() {
        common(viewer, &thread.post, allowed, &mut fields);
        fields.push("following");
        if viewer.wrote(&thread.post) || viewer.moderates() {
            fields.extend(["title", "topic_id", "type"]);
        }
        if viewer.moderates() && allowed.divided {
            fields.push("group_id");
        }
    }
    fields.sort_unstable();
    fields
}

/// `editable_fields` of a comment in its thread, sorted.
pub(crate) fn comment_fields(
    viewer: &Viewer,
    comment: &Comment,
    thread: &Thread,
    allowed: Allowed,
) -> Vec<&'static str> {
    let mut fields = vec!["abuse_flagged"];
    if thread.closed.is_none() {
        common(viewer, &comment.post, allowed, &mut fields);
        let asked = thread.is_question && viewer.wrote(&thread.post);
        if comment.parent.is_none() && (viewer.moderates() || asked) {
            fields.push("endorsed");
        }
    }
    fields.sort_unstable();
    fields
}
