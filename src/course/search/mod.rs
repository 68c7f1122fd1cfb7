//! Search in a course: the question is in the address, each hit leads to the place in its unit.
mod hit;

use crate::{
    api::{
        Remote,
        lms::{self, HITS},
    },
    app::{LearnPage, Nav, Query, Route, Write, standing},
    i18n::t,
    ui::{self, Button, ButtonKind, Icon, Pages},
    wire::openedx::{CourseHits, CourseKey, CourseMetadata},
};
use leptos::{ev::SubmitEvent, html::H2, prelude::*};
use std::rc::Rc;

/// Names of the address parameters.
const QUERY: &str = "query";
const PAGE: &str = "page";
/// Messages about results: the newest alone is said.
const TOPIC: &str = "course-search";

/// What is asked for: text and page, from 1.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Question {
    text: String,
    page: u32,
}

/// What was found, and for what.
#[derive(Debug, Clone, PartialEq)]
struct Found {
    question: Question,
    hits: CourseHits,
}

impl Question {
    fn of(query: &Query) -> Self {
        let page = query.get(PAGE).and_then(|page| page.parse().ok()).filter(|page| *page > 0);
        Self { text: query.get(QUERY).unwrap_or_default().trim().to_owned(), page: page.unwrap_or(1) }
    }

    fn write(&self, query: &mut Query) {
        query.set(QUERY, Some(self.text.as_str()).filter(|text| !text.is_empty()));
        query.set(PAGE, Some(self.page.to_string().as_str()).filter(|page| *page != "1"));
    }
}

/// The page below the course's heading.
pub(super) fn body(key: &CourseKey, _course: &CourseMetadata) -> AnyView {
    let asked = key.clone();
    let enabled = Remote::new(move || {
        let key = asked.clone();
        Some(Box::pin(async move { lms::can_search(&key).await }))
    });
    let key = key.clone();
    standing(enabled, move || {
        if enabled.value.get_untracked().is_some_and(|enabled| *enabled) { search(&key) } else { not_enabled(&key) }
    })
}

fn not_enabled(key: &CourseKey) -> AnyView {
    let outline = Route::Learn(key.as_str().to_owned(), LearnPage::Home).path();
    view! {
        <ui::EmptyState title=t::find::no_search_title()>
            <p class="preau-state__text">{t::find::no_search()}</p>
            <a class=ButtonKind::Secondary.class() href=outline>{t::progress::to_outline()}</a>
        </ui::EmptyState>
    }
    .into_any()
}

fn search(key: &CourseKey) -> AnyView {
    let nav = expect_context::<Nav>();
    let question = ui::memo(move |_| nav.query.with(Question::of));
    let asked = key.clone();
    let remote = Remote::new(move || {
        let (key, question) = (asked.clone(), question.get());
        if question.text.is_empty() {
            return None;
        }
        Some(Box::pin(async move {
            let hits = lms::search(&key, &question.text, question.page.saturating_sub(1)).await?;
            Ok(Found { question, hits })
        }))
    });
    ui::say_when_slow(remote.pending.into(), t::find::searching());
    let heading = NodeRef::<H2>::new();
    tell(remote, heading);
    ui::effect(move || {
        if let Some(last) = remote.value.get().and_then(|found| past_the_end(&found)) {
            let mut query = nav.query.get_untracked();
            last.write(&mut query);
            nav.set_query(&query, Write::Replace);
        }
    });
    view! {
        <div class="preau-stack">
            {form(nav, question)}
            {results(key, question, remote, heading)}
        </div>
    }
    .into_any()
}

/// Says what was found; after a turn to another page of hits their heading takes the focus.
fn tell(remote: Remote<Found>, heading: NodeRef<H2>) {
    let before = StoredValue::new(None::<Question>);
    ui::effect(move || {
        let Some(found) = remote.value.get() else { return };
        let former = before.get_value();
        before.set_value(Some(found.question.clone()));
        let is_turn =
            former.is_some_and(|former| former.text == found.question.text && former.page != found.question.page);
        match heading.get_untracked().filter(|_| is_turn) {
            Some(heading) => ui::dom::focus(&heading),
            None => ui::announce_topic(TOPIC, &count(&found), 0),
        }
    });
    on_cleanup(|| ui::silence_topic(TOPIC));
}

/// The last page, where an address names one beyond it.
fn past_the_end(found: &Found) -> Option<Question> {
    let page = found.hits.total.div_ceil(HITS);
    let is_past = found.hits.results.is_empty() && (1..found.question.page).contains(&page);
    is_past.then(|| Question { page, ..found.question.clone() })
}

fn count(found: &Found) -> String {
    t::find::hits(found.hits.total.into(), &found.question.text)
}

fn form(nav: Nav, question: Memo<Question>) -> AnyView {
    let typed = RwSignal::new(String::new());
    ui::effect(move || typed.set(question.with(|question| question.text.clone())));
    let submit = move |event: SubmitEvent| {
        event.prevent_default();
        let mut query = nav.query.get_untracked();
        Question { text: typed.get_untracked().trim().to_owned(), page: 1 }.write(&mut query);
        nav.set_query(&query, Write::Push);
    };
    let input = Callback::new(move |text: String| typed.set(text));
    view! {
        <form class="preau-search-form" role="search" aria-label=t::find::in_course() on:submit=submit>
            <ui::TextField label=t::find::label() value=typed on_input=input kind="search"/>
            <Button kind=ButtonKind::Primary icon_before=Icon::Search submit=true>{t::find::search()}</Button>
        </form>
    }
    .into_any()
}

fn results(key: &CourseKey, question: Memo<Question>, remote: Remote<Found>, heading: NodeRef<H2>) -> AnyView {
    let is_asked = ui::memo(move |_| question.with(|question| !question.text.is_empty()));
    let key = key.clone();
    ui::dynamic(move || {
        if !is_asked.get() {
            return view! { <p class="preau-soft">{t::find::hint()}</p> }.into_any();
        }
        let key = key.clone();
        let trouble = move || {
            let error = remote.error.get()?;
            let retry = Callback::new(move |()| remote.retry());
            Some(view! { <ui::ErrorPanel error=error on_retry=retry pending=remote.pending/> }.into_any())
        };
        let waiting = move || {
            let waits = remote.value.with(Option::is_none) && remote.error.with(Option::is_none);
            waits.then(|| view! { <ui::Loading text=t::find::searching()/> }.into_any())
        };
        let shown = move || {
            // hits of another question beside a failure would seem to be the answer
            let found = remote.value.get().filter(|_| remote.error.with(Option::is_none))?;
            Some(list(&key, &found, remote.pending, heading))
        };
        view! { {ui::optional(trouble)} {ui::optional(waiting)} {ui::optional(shown)} }.into_any()
    })
}

fn list(key: &CourseKey, found: &Rc<Found>, pending: RwSignal<bool>, heading: NodeRef<H2>) -> AnyView {
    let hits: Vec<AnyView> = found.hits.results.iter().map(|one| hit::row(key, &one.data)).collect();
    let advice = hits.is_empty().then(|| view! { <p>{t::find::no_hits()}</p> }.into_any());
    let question = found.question.clone();
    let base = Route::Learn(key.as_str().to_owned(), LearnPage::Search).path();
    let address = move |page: u32| {
        let mut query = Query::default();
        Question { page, ..question.clone() }.write(&mut query);
        [&base, "?", &query.to_text()].concat()
    };
    let pages = Pages::new(found.question.page, found.hits.total.div_ceil(HITS));
    view! {
        <section class="preau-stack" aria-labelledby="hits" aria-busy=ui::attribute(move || pending.get().then(|| "true".into()))>
            <h2 id="hits" tabindex="-1" node_ref=heading>{count(found)}</h2>
            {advice}
            <ol class="preau-stack" role="list">{hits}</ol>
            {ui::pagination(pages, t::find::pages(), &address)}
        </section>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_question_survives_the_address() {
        let question = Question { text: "l’écart-type & moi".into(), page: 3 };
        let mut query = Query::parse("lang=en");
        question.write(&mut query);
        assert_eq!(Question::of(&Query::parse(&query.to_text())), question);
        Question { text: String::new(), page: 1 }.write(&mut query);
        assert_eq!(query.to_text(), "lang=en");
    }

    #[test]
    fn beyond_the_last_page_is_the_last_page() {
        let led = |page, total| {
            let question = Question { text: "a".into(), page };
            past_the_end(&Found { question, hits: CourseHits { total, ..CourseHits::default() } }).map(|last| last.page)
        };
        assert_eq!(led(99, HITS + 1), Some(2));
        assert_eq!(led(2, HITS), Some(1));
        assert_eq!(led(2, HITS + 1), None, "there are none although there should be");
        assert_eq!(led(9, 0), None);
    }

    #[test]
    fn nonsense_in_the_address_is_the_first_page() {
        for text in ["query=a&page=0", "query=a&page=x", "query=+a+"] {
            assert_eq!(Question::of(&Query::parse(text)), Question { text: "a".into(), page: 1 }, "{text}");
        }
    }
}
