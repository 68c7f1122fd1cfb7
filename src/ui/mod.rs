//! Shared accessible components. Each file opens with its acceptance criteria; `/styleguide` shows them all.
mod announcer;
mod build;
pub mod button;
pub mod chip;
pub mod choice;
pub mod combobox;
#[cfg(test)]
mod contrast;
pub mod dialog;
pub mod disclosure;
pub mod dom;
pub mod error_panel;
pub mod field;
mod hosts;
mod icon;
pub mod loading;
pub mod notice;
mod pagination;
pub mod table;
mod toast;

pub use announcer::{alert, announce, announce_topic, silence_topic};
pub use build::{attribute, dynamic, each, effect, flag, memo, optional, text};
pub use button::{Button, ButtonKind};
pub use chip::{ActiveFilter, ActiveFilters};
pub use choice::{Checkbox, Radios, RadiosLook, Select, count_in_brackets};
pub use combobox::{ComboGroup, ComboOption, Combobox};
pub use dialog::Dialog;
pub use disclosure::Disclosure;
pub use error_panel::ErrorPanel;
pub use field::TextField;
pub use hosts::hosts;
pub use icon::{Icon, icon, icon_filled, mark};
pub use loading::{Loading, say_when_slow, skeleton_cards};
pub use notice::{EmptyState, Notice, NoticeKind, TagKind, card_cover_none, tag};
pub use pagination::{Pages, breadcrumb, pagination};
pub use table::TableRegion;
pub use toast::{toast, toast_with_action};
