//! Icons and the logo: inline SVG, drawn for préau.
//!
//! Criteria:
//! - decorative: hidden from assistive technology, the text beside it says the meaning;
//! - takes the colour and size of its text, also when colours are forced;
//! - needs no sprite elsewhere in the document, so it works inside a shadow root and in a chunk loaded later;
//! - icons that point along the text turn round in right-to-left languages.
use leptos::prelude::*;
use std::cell::RefCell;

/// What an icon shows; drawn on a grid of 24, one stroked path each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names say what is drawn")]
pub enum Icon {
    Alert,
    ArrowLeft,
    ArrowRight,
    Bell,
    Bookmark,
    Building,
    Calendar,
    Certificate,
    Check,
    ChevronDown,
    ChevronLeft,
    ChevronRight,
    Clock,
    Close,
    Compare,
    External,
    Filter,
    Gauge,
    Globe,
    Heart,
    Info,
    Menu,
    Moon,
    Person,
    Plus,
    Retry,
    Search,
    Settings,
    Sun,
    Tag,
}

impl Icon {
    /// The outline, in SVG path syntax.
    const fn path(self) -> &'static str {
        match self {
            Self::Alert => "M12 3.5 22 20H2zM12 10v4.5M12 17.2v.1",
            Self::ArrowLeft => "M20 12H4m7-7-7 7 7 7",
            Self::ArrowRight => "M4 12h16m-7-7 7 7-7 7",
            Self::Bell => "M6 17V11a6 6 0 0 1 12 0v6l2 1.5H4zM10 21h4M12 3v2",
            Self::Bookmark => "M6 3.5h12v17l-6-4.5-6 4.5z",
            Self::Building => "M3 9.5 12 4l9 5.5M4 20.5h16M6.5 10v10M12 10v10M17.5 10v10",
            Self::Calendar => "M4 5.5h16v15H4zM4 10.5h16M8.5 3v4.5M15.5 3v4.5",
            Self::Certificate => "M12 14.5a5.5 5.5 0 1 0 0-11 5.5 5.5 0 0 0 0 11zM8.5 13.5 7 21l5-2.5 5 2.5-1.5-7.5",
            Self::Check => "m4.5 12.5 5 5 10-11",
            Self::ChevronDown => "m5.5 9 6.5 6.5L18.5 9",
            Self::ChevronLeft => "M15 5.5 8.5 12l6.5 6.5",
            Self::ChevronRight => "m9 5.5 6.5 6.5L9 18.5",
            Self::Clock => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5.5l3.5 2",
            Self::Close => "m6 6 12 12M18 6 6 18",
            Self::Compare => "M4 5h6v15H4zM14 5h6v15h-6zM4 10h6M14 14h6",
            Self::External => "M10 5H5v14h14v-5M14 4h6v6M20 4l-9 9",
            Self::Filter => "M4 7h9M18 7h2M4 17h2M11 17h9M15.5 4.5v5M8.5 14.5v5",
            Self::Gauge => "M3.5 18.5a9.5 9.5 0 1 1 17 0M12 15l4-5.5M12 15.5v.1",
            Self::Globe => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM3.5 12h17M12 3.5c-5 5-5 12 0 17 5-5 5-12 0-17",
            Self::Heart => "M12 20 4.5 12.5a4.6 4.6 0 0 1 6.5-6.5l1 1 1-1a4.6 4.6 0 0 1 6.5 6.5z",
            Self::Info => "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 11v5.5M12 7.6v.1",
            Self::Menu => "M4 6.5h16M4 12h16M4 17.5h16",
            Self::Moon => "M20 14.5A8.5 8.5 0 0 1 9.5 4a8.5 8.5 0 1 0 10.5 10.5z",
            Self::Person => "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4.5 20.5c.5-4.5 3.5-6 7.5-6s7 1.5 7.5 6",
            Self::Plus => "M12 5v14M5 12h14",
            Self::Retry => "M4.5 5v5.5H10M4.9 14.5a7.5 7.5 0 1 0 1-6.5l-1.4 2.5",
            Self::Search => "M10.5 17.5a7 7 0 1 0 0-14 7 7 0 0 0 0 14zM15.7 15.7l5 5",
            Self::Settings => "M4 7h16M4 17h16M9 4.5v5M15 14.5v5",
            Self::Sun => {
                "M12 16a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM12 2.5V4M12 20v1.5M2.5 12H4M20 12h1.5M5.3 5.3l1 1M17.7 17.7l1 1M5.3 18.7l1-1M17.7 6.3l1-1"
            }
            Self::Tag => "M3.5 4.5v7l9 9 8-8-9-9h-7zM8 8.5v.1",
        }
    }

    /// Whether it points along the line of text.
    const fn is_directed(self) -> bool {
        matches!(self, Self::ArrowLeft | Self::ArrowRight | Self::ChevronLeft | Self::ChevronRight | Self::External)
    }
}

/// An icon beside a text.
pub fn icon(icon: Icon) -> AnyView {
    drawn(icon, if icon.is_directed() { "preau-icon preau-icon--directed" } else { "preau-icon" })
}

/// The same icon with its inside filled: a state that is on, e.g. a saved course.
pub fn icon_filled(icon: Icon) -> AnyView {
    drawn(icon, "preau-icon preau-icon--filled")
}

thread_local! {
    /// Those that were drawn once: a list has hundreds of them, and a copy is an eighth of the calls into the document.
    static DRAWN: RefCell<Vec<(Icon, &'static str, AnyView)>> = const { RefCell::new(Vec::new()) };
}

fn drawn(icon: Icon, class: &'static str) -> AnyView {
    DRAWN.with_borrow_mut(|drawn| {
        if let Some((_, _, first)) = drawn.iter().find(|(of, look, _)| *of == icon && *look == class) {
            return first.copied();
        }
        let first = view! { <svg class=class viewBox="0 0 24 24" aria-hidden="true"><path d=icon.path()></path></svg> };
        drawn.push((icon, class, first.copied()));
        first
    })
}

/// préau's mark: a roof on its post, and the light it shelters.
pub fn mark() -> AnyView {
    view! {
        <svg class="preau-logo__mark" viewBox="0 0 32 32" aria-hidden="true">
            <circle class="preau-logo__sun" cx="19" cy="21" r="5"></circle>
            <path d="M2.5 15.5 11.5 6.5 29.5 13M7 15v12.5"></path>
        </svg>
    }
    .into_any()
}
