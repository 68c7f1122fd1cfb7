//! Picture, issuer, dates, outcome.
use super::{
    super::words::{self, Tone},
    sheet,
};
use crate::{
    i18n::{Instant, day, day_and_time, t},
    ui::{self, Icon, Notice, icon},
    wire::verification::{Award, Outcome, Report},
};
use leptos::prelude::*;

/// The outcome and, of a badge that is believed, what it is.
pub(super) fn head(report: &Report, is_believed: bool) -> AnyView {
    let facts = report.award.as_ref().filter(|_| is_believed).map(|award| facts(report, award));
    view! { {outcome(report)} {facts} }.into_any()
}

/// The headline with its sentence.
fn outcome(report: &Report) -> AnyView {
    let kind = words::tone(report.outcome).notice();
    let checked = Instant::from_millis(float(report.checked_at));
    let when = t::badges::checked_at(&day_and_time(checked));
    let messages: Vec<AnyView> =
        report.messages.iter().map(|message| view! { <p>{message.clone()}</p> }.into_any()).collect();
    let (headline, sentence) = (words::headline(report), words::sentence(report));
    view! {
        <Notice kind=kind title=headline>
            <p>{sentence}</p>
            {messages}
            <p class="preau-soft preau-small">{when}</p>
        </Notice>
    }
    .into_any()
}

#[allow(clippy::as_conversions, clippy::cast_precision_loss, reason = "milliseconds of any date are exact")]
fn float(millis: i64) -> f64 {
    millis as f64
}

fn facts(report: &Report, award: &Award) -> AnyView {
    let kind = words::kind(&award.kind).map(|kind| view! { <li>{icon(Icon::Tag)}<span>{kind}</span></li> }.into_any());
    let line = |drawn: Icon, text: String| view! { <li>{icon(drawn)}<span>{text}</span></li> }.into_any();
    let date = |text: &str| Instant::parse(text).map(day);
    let awarded = date(&award.awarded).map(|date| line(Icon::Calendar, t::badges::awarded_on(&date)));
    // what has ended is in the headline
    let ends = date(&award.valid_until).filter(|_| report.outcome != Outcome::Expired);
    let ends = ends.map(|date| line(Icon::Clock, t::badges::in_force_until(&date)));
    // a micro-credential's are in its sheet
    let credits = sheet::credits(award, &award.credits_earned).filter(|_| !sheet::is_micro_credential(award));
    let credits = credits.map(|credits| line(Icon::Certificate, credits));
    view! {
        <div class="preau-award__head">
            {picture(award)}
            <ul class="preau-card__facts" role="list">
                {line(Icon::Building, t::badges::issued_by(&words::issuer(report)))}
                {awarded}
                {ends}
                {kind}
                {credits}
            </ul>
        </div>
    }
    .into_any()
}

/// What a badge that is not believed claims to be.
pub(super) fn claimed(award: &Award) -> AnyView {
    let by = t::badges::issued_by(&words::name(&award.issuer));
    let title = if award.title.trim().is_empty() { t::badges::untitled().to_owned() } else { award.title.clone() };
    view! { <p><strong>{title}</strong>" – "{by}</p> }.into_any()
}

/// The signed picture in its box; without one, or when it cannot be had, a plain mark.
pub(in crate::badges) fn picture(award: &Award) -> AnyView {
    let is_shown = award.image.starts_with("https:") || award.image.starts_with("data:image/");
    if !is_shown {
        return no_picture();
    }
    let failed = RwSignal::new(false);
    let caption = award.image_caption.trim();
    let alt = if caption.is_empty() { t::badges::image_alt(&award.title) } else { caption.to_owned() };
    let source = award.image.clone();
    ui::dynamic(move || {
        if failed.get() {
            return no_picture();
        }
        view! {
            <img
                class="preau-award__picture"
                src=source.clone()
                alt=alt.clone()
                width="160"
                height="160"
                loading="lazy"
                referrerpolicy="no-referrer"
                on:error=move |_| failed.set(true)
            />
        }
        .into_any()
    })
}

fn no_picture() -> AnyView {
    view! { <div class="preau-award__picture preau-award__picture--none">{icon(Icon::Certificate)}</div> }.into_any()
}

/// The outcome as a tag, for lists.
pub(in crate::badges) fn tag(outcome: Outcome) -> AnyView {
    let tone: Tone = words::tone(outcome);
    let (kind, drawn) = tone.tag();
    ui::tag(kind, Some(drawn), words::short(outcome))
}
