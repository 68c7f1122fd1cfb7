//! Values of a filter beyond those that a search brings: "show more" up to all, search inside the filter.
use super::{Search, announce::AFTER_TYPING, facet, rest, state::SHORTEST};
use crate::{
    api::{
        ApiError, Remote,
        catalogue::{self, Named},
    },
    app::{Query, on_demand},
    i18n::{lowercase, t},
    ui,
    wire::richie::{FilterDefinition, FilterValue},
};
use leptos::{html, prelude::*};
use wasm_bindgen::JsCast;

/// Values asked for at once; the server counts at most 50.
const STEP: u32 = 40;
/// What is said of values that a text finds: the newest takes the place of what still waits.
const TOPIC: &str = "values";

/// How many values of a filter the learner wants to see.
#[derive(Clone, Copy)]
pub(super) struct More {
    search: Search,
    definition: StoredValue<FilterDefinition>,
    /// Values asked for beyond the search's own; 0 before "show more".
    wanted: RwSignal<u32>,
    /// All that the search brought are shown.
    whole: RwSignal<bool>,
    text: RwSignal<String>,
    found: Remote<Found>,
    /// The file that finds them, and draws the field, is there.
    came: RwSignal<bool>,
    /// "Show more" was pressed, and its outcome takes the focus.
    focuses: StoredValue<bool>,
}

/// Values with their counts, and whether there are more.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Found {
    values: Vec<FilterValue>,
    more: bool,
}

impl More {
    pub(super) fn new(search: Search, definition: FilterDefinition) -> Self {
        let definition = StoredValue::new(definition);
        let (wanted, whole, text) = (RwSignal::new(0), RwSignal::new(false), RwSignal::new(String::new()));
        let came = RwSignal::new(false);
        let found = Remote::new(move || {
            let sought = text.get();
            let sought = sought.trim();
            let long = sought.chars().count() >= SHORTEST;
            let wanted = if long { STEP } else { wanted.get() };
            if wanted == 0 {
                return None;
            }
            let base = search.state.with(|state| search.with_fixed(|fixed| state.api_filters(fixed)));
            let sought = if long { sought.to_owned() } else { String::new() };
            let definition = definition.get_value();
            Some(Box::pin(async move {
                let rest = rest::functions().await?;
                came.try_set(true);
                (rest.values)(definition, base, sought, wanted).await
            }))
        });
        Self { search, definition, wanted, whole, text, found, came, focuses: StoredValue::new(false) }
    }

    /// Adds what was found; gives whether all of them are to be shown.
    pub(super) fn merge_into(self, values: &mut Vec<FilterValue>) -> bool {
        let sought = self.text.with(|text| lowercase(text.trim()));
        self.with_found(|found| {
            if let Some(found) = found {
                facet::merge(values, found.values.iter().cloned());
            }
        });
        if sought.is_empty() {
            return self.whole.get();
        }
        let name = self.definition.with_value(|definition| definition.name.clone());
        let state = self.search.state.get();
        let sought = fold(&sought);
        values.retain(|value| matches(value, &sought) || state.has(&name, &value.key));
        true
    }

    /// Whether a text narrows the values.
    pub(super) fn is_searching(self) -> bool {
        self.text.with(|text| !text.trim().is_empty())
    }

    /// What was found for what is asked for now; what a text found is of no account once that text is gone.
    fn with_found<T>(self, look: impl FnOnce(Option<&Found>) -> T) -> T {
        let asks = self.wanted.get() > 0 || self.text.with(|text| text.trim().chars().count() >= SHORTEST);
        self.found.value.with(|found| look(found.as_deref().filter(|_| asks)))
    }

    /// How many courses a value found here would leave.
    pub(super) fn count(self, key: &str) -> Option<u32> {
        self.found.value.with(|found| found.as_ref().and_then(|found| facet::count(&found.values, key)))
    }

    /// After "show more" the focus goes to the first box that was not there (requirements §4).
    pub(super) fn focus_first_new(self, boxes: NodeRef<html::Div>, shown: Signal<usize>) {
        Effect::new(move |before: Option<usize>| {
            let now = shown.get();
            let before = before.unwrap_or(now);
            if now > before && self.focuses.get_value() {
                self.focuses.set_value(false);
                request_animation_frame(move || {
                    let all = boxes.get_untracked().and_then(|boxes| boxes.query_selector_all("input").ok());
                    let first = all.and_then(|all| all.get(u32::try_from(before).unwrap_or_default()));
                    if let Some(first) = first.and_then(|first| first.dyn_into::<web_sys::HtmlElement>().ok()) {
                        ui::dom::focus(&first);
                    }
                });
            }
            now
        });
    }

    /// A field that searches the filter's own values, where the site can; once somebody wants more of them.
    pub(super) fn search_field(self, shown: Memo<Vec<FilterValue>>) -> AnyView {
        if !self.definition.with_value(|it| it.is_searchable) {
            return ().into_any();
        }
        ui::optional(move || {
            // while values are asked for too, a file that does not come is told with them, once
            let is_wanted = self.whole.get() && (self.wanted.get() == 0 || self.came.get());
            is_wanted.then(|| on_demand(rest::fetched, move |rest| (rest.values_field)(self, shown)))
        })
    }

    /// That field, and what it finds: nothing, in words; how many, for who does not see the boxes change.
    pub(super) fn field(self, shown: Memo<Vec<FilterValue>>) -> AnyView {
        let title = self.definition.with_value(|it| it.human_name.clone());
        let on_input = Callback::new(move |text: String| self.text.set(text));
        let outcome = ui::memo(move |_| (self.text.get(), self.outcome(shown)));
        ui::effect(move || match outcome.get() {
            (_, Some((said, _))) => ui::announce_topic(TOPIC, &said, AFTER_TYPING),
            (_, None) => ui::silence_topic(TOPIC),
        });
        let remark = move || {
            let (said, _) = outcome.get().1.filter(|(_, is_seen)| !is_seen)?;
            Some(view! { <p class="preau-soft preau-small">{said}</p> }.into_any())
        };
        view! {
            <div class="preau-facets__search">
                <ui::TextField label=t::search::search_in(&title) value=self.text on_input=on_input kind="search"/>
                {ui::optional(remark)}
            </div>
        }
        .into_any()
    }

    /// What to say of the values that a text narrows, and whether their boxes show it; nothing without a text, and while it is asked.
    fn outcome(self, shown: Memo<Vec<FilterValue>>) -> Option<(String, bool)> {
        let sought = self.text.with(|text| fold(&lowercase(text.trim())));
        let settled = !self.found.pending.get() && self.found.error.with(Option::is_none);
        let matching = shown.with(|all| all.iter().filter(|value| matches(value, &sought)).count());
        match (sought.chars().count(), matching) {
            (0, _) => None,
            (1..SHORTEST, _) => Some((t::search::value_too_short().to_owned(), false)),
            _ if !settled => None,
            (_, 0) => Some((t::search::no_value().to_owned(), false)),
            (_, count) => Some((t::search::values_found(u64::try_from(count).unwrap_or_default()), true)),
        }
    }

    /// "Show more", as long as there is more (on the server, or among `hidden` ones); a failure says so in its place.
    pub(super) fn button(self, hidden: Signal<usize>) -> AnyView {
        let (searchable, name) = self.definition.with_value(|it| (it.is_searchable, it.name.clone()));
        let title = self.definition.with_value(|it| it.human_name.clone());
        let has_more = move || {
            let server = searchable
                && self.with_found(|found| {
                    found.map_or_else(
                        || {
                            self.search.filters.with(|all| {
                                all.as_ref().and_then(|all| all.get(&name)).is_some_and(|f| f.has_more_values)
                            })
                        },
                        |found| found.more,
                    )
                });
            server || hidden.get() > 0
        };
        let press = move |()| {
            if self.whole.get_untracked() || hidden.get_untracked() == 0 {
                self.wanted.update(|wanted| *wanted = wanted.saturating_add(STEP));
            }
            self.focuses.set_value(true);
            self.whole.set(true);
        };
        view! {
            {ui::optional(move || self.found.error.get().map(|error| failure(&error, move |()| self.found.retry())))}
            {ui::optional(move || {
                let label = t::search::show_more_of(&title);
                has_more().then(|| view! {
                    <ui::Button kind=ui::ButtonKind::Quiet small=true icon_before=ui::Icon::Plus pending=self.found.pending label=label on_press=press>
                        {t::search::show_more()}
                    </ui::Button>
                }.into_any())
            })}
        }
        .into_any()
    }
}

/// The filter's values by name, then their counts within the search.
pub(super) async fn load(
    definition: FilterDefinition,
    base: Query,
    sought: String,
    wanted: u32,
) -> Result<Found, ApiError> {
    let mut found = Found::default();
    let mut offset = 0;
    while offset < wanted {
        let page = catalogue::values(&definition.name, &sought, offset, STEP).await?;
        offset = offset.saturating_add(STEP);
        found.more = offset < page.meta.total_count;
        let shown: Vec<&Named> =
            page.objects.iter().filter(|value| belongs(&definition, value, !sought.is_empty())).collect();
        if !shown.is_empty() {
            let mut query = base.clone();
            for value in &shown {
                query.push(&[&definition.name, "_aggs"].concat(), &value.id);
            }
            let mut filters = catalogue::filters(query.to_text()).await?;
            let counted = filters.remove(&definition.name).map(|filter| filter.values).unwrap_or_default();
            found.values.extend(shown.into_iter().map(|value| FilterValue {
                count: counted.iter().find(|counted| counted.key == value.id).map_or(0, |counted| counted.count),
                human_name: value.title.clone(),
                key: value.id.clone(),
            }));
        }
        if !found.more {
            break;
        }
    }
    Ok(found)
}

/// Whether a value's name holds a text, which is folded already.
fn matches(value: &FilterValue, sought: &str) -> bool {
    fold(&lowercase(&value.human_name)).contains(sought)
}

/// Lists of categories mix all depths, and hold the filter's own page: a value with a place in the tree belongs when it is a
/// child of that page, or, for a text, anywhere below it; one without a place belongs unless it is such a page.
pub(super) fn belongs(definition: &FilterDefinition, value: &Named, any_depth: bool) -> bool {
    let Some(base) = definition.base_path.as_deref().filter(|_| !value.path.is_empty()) else { return !value.is_meta };
    let below = value.path.strip_prefix(base).map(str::len);
    below.is_some_and(|length| if any_depth { length > 0 } else { length == 4 })
}

/// Without accents, for a comparison while typing.
fn fold(text: &str) -> String {
    text.chars()
        .map(|c| match c {
            'à' | 'â' | 'ä' => 'a',
            'é' | 'è' | 'ê' | 'ë' => 'e',
            'î' | 'ï' => 'i',
            'ô' | 'ö' => 'o',
            'ù' | 'û' | 'ü' => 'u',
            'ç' => 'c',
            c => c,
        })
        .collect()
}

pub(super) fn failure(error: &ApiError, retry: impl Fn(()) + Send + Sync + 'static) -> AnyView {
    crate::log::warn_js("values of a filter", &error.to_string().into());
    let element = NodeRef::<html::Div>::new();
    ui::dom::rescue_focus_of(element);
    view! {
        <div node_ref=element>
            {ui::alert_within(None, || view! { <p class="preau-small">{t::search::values_failed()}</p> }.into_any())}
            <ui::Button kind=ui::ButtonKind::Quiet small=true icon_before=ui::Icon::Retry on_press=retry>{t::ui::retry()}</ui::Button>
        </div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn accents_do_not_matter_inside_a_filter() {
        assert_eq!(fold("école numérique"), "ecole numerique");
    }
}
