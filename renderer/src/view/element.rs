//! Elements as the macro of Leptos builds them: a function for each tag, a method for each attribute.
use super::{
    AnyView, IntoView, NodeRef,
    attribute::{Attribute, IntoAttribute},
    dom,
    event::{EventName, listen},
};
use crate::island;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlTemplateElement};

/// The web's type of an element, for references to it.
pub trait Kind: 'static {
    /// What the browser gives.
    type Output: JsCast + 'static;
}

macro_rules! kinds {
    ($($kind:ident: $output:ident),* $(,)?) => {$(
        #[doc = concat!("[`web_sys::", stringify!($output), "`]")]
        #[derive(Debug)]
        pub struct $kind;

        impl Kind for $kind {
            type Output = web_sys::$output;
        }
    )*};
}
kinds! {
    A: HtmlAnchorElement, Article: HtmlElement, Button: HtmlButtonElement, Details: HtmlElement, Dialog: HtmlDialogElement,
    Div: HtmlDivElement, Form: HtmlFormElement, H1: HtmlHeadingElement, H2: HtmlHeadingElement, H3: HtmlHeadingElement,
    H4: HtmlHeadingElement, Iframe: HtmlIFrameElement, Input: HtmlInputElement, Li: HtmlElement, Ol: HtmlElement, P: HtmlElement,
    Section: HtmlElement, Select: HtmlSelectElement, Span: HtmlElement, Textarea: HtmlTextAreaElement, Ul: HtmlUListElement,
    Video: HtmlVideoElement,
}

/// An element under construction.
#[derive(Debug, Clone)]
pub struct Built(Element);

const SVG: &str = "http://www.w3.org/2000/svg";
const MATHML: &str = "http://www.w3.org/1998/Math/MathML";

/// An element of any name, which is the program's own, and valid.
pub fn custom(tag: &str) -> Built {
    Built(dom::create(tag))
}

fn create_svg(tag: &str) -> Built {
    Built(dom::create_in(SVG, tag))
}

/// A part of a formula.
pub fn formula(tag: &str) -> Built {
    Built(dom::create_in(MATHML, tag))
}

macro_rules! tags {
    ($create:ident: $($name:ident)*) => {$(
        #[doc = concat!("`<", stringify!($name), ">`")]
        pub fn $name() -> Built {
            $create(stringify!($name))
        }
    )*};
}
tags!(custom: a abbr article aside audio b blockquote br button caption code col colgroup data datalist dd del details dfn dialog div dl dt em
    fieldset figcaption figure footer form header hgroup hr i iframe img input ins kbd label legend li main mark menu
    meter nav noscript object ol optgroup option output p picture pre progress q s samp search section select small source span strong
    sub summary sup table tbody td template textarea tfoot th thead time tr track u ul var video wbr);

macro_rules! headings {
    ($($name:ident = $level:literal)*) => {$(
        #[doc = concat!("`<", stringify!($name), ">`; in an island, as far below as its page asks")]
        pub fn $name() -> Built {
            heading(stringify!($name), $level)
        }
    )*};
}
headings!(h1 = 1 h2 = 2 h3 = 3 h4 = 4 h5 = 5 h6 = 6);

/// A heading of that level, 1 to 6; in an island, as far below as its page asks.
pub fn heading_of(level: u8) -> Built {
    match level {
        0 | 1 => h1(),
        2 => h2(),
        3 => h3(),
        4 => h4(),
        5 => h5(),
        _ => h6(),
    }
}

fn heading(tag: &'static str, level: u8) -> Built {
    match island::heading_level(level) {
        Some(lower) => custom(&["h", &lower.to_string()].concat()).attr("data-level", level),
        None => custom(tag),
    }
}

/// Elements of pictures.
pub mod svg {
    use super::{AnyView, Built, IntoView, JsCast, create_svg, custom};
    use web_sys::HtmlTemplateElement;

    tags!(create_svg: circle defs desc ellipse g line path polygon polyline rect svg text title);
    tags!(create_svg: r#use);

    /// See [`super::InertElement`].
    #[derive(Debug)]
    pub struct InertElement(AnyView);

    impl InertElement {
        /// From its markup, which the macro has escaped.
        pub fn new(markup: &str) -> Self {
            let template = custom("template").0.unchecked_into::<HtmlTemplateElement>();
            template.set_inner_html(&["<svg>", markup, "</svg>"].concat());
            let drawing = template.content().first_child().and_then(|svg| svg.first_child());
            Self(drawing.map_or_else(AnyView::default, AnyView::one))
        }
    }

    impl IntoView for InertElement {
        fn into_any(self) -> AnyView {
            self.0
        }
    }
}

impl Built {
    /// Sets an attribute, now and when it changes.
    pub fn attr(self, name: &'static str, value: impl IntoAttribute) -> Self {
        self.with(name, value.into_attribute())
    }

    /// Sets a property, now and when it changes.
    pub fn prop(self, name: &'static str, value: impl IntoAttribute) -> Self {
        value.into_attribute().set_property(&self.0, name);
        self
    }

    /// Adds content at the end.
    pub fn child(self, view: impl IntoView) -> Self {
        view.append_to(&self.0);
        self
    }

    /// Calls `work` for each event of that name, also for those of elements within where the event bubbles.
    pub fn on<E: EventName>(self, _event: E, mut work: impl FnMut(E::Type) + 'static) -> Self {
        listen(&self.0, E::NAME, Box::new(move |event: web_sys::Event| work(event.unchecked_into())));
        self
    }

    /// Hands the element on.
    pub fn node_ref<K>(self, place: NodeRef<K>) -> Self {
        place.load(&self.0);
        self
    }

    /// `href`; in an island, on its own site.
    pub fn href(self, value: impl IntoAttribute) -> Self {
        self.with("href", island::address(value.into_attribute()))
    }

    fn with(self, name: &'static str, value: Attribute) -> Self {
        value.set(&self.0, name);
        self
    }
}

macro_rules! attributes {
    ($($method:ident = $name:literal)*) => {
        impl Built {$(
            #[doc = concat!("`", $name, "`")]
            pub fn $method(self, value: impl IntoAttribute) -> Self {
                self.with($name, value.into_attribute())
            }
        )*}
    };
}
attributes! {
    accept = "accept" action = "action" allow = "allow" allowfullscreen = "allowfullscreen" alt = "alt" autocapitalize = "autocapitalize"
    autocomplete = "autocomplete" autofocus = "autofocus" checked = "checked" cite = "cite" class = "class" cols = "cols"
    colspan = "colspan" content = "content" controls = "controls" crossorigin = "crossorigin" datetime = "datetime" decoding = "decoding"
    dir = "dir" disabled = "disabled" download = "download" draggable = "draggable" enctype = "enctype" enterkeyhint = "enterkeyhint"
    fetchpriority = "fetchpriority" form = "form" headers = "headers" height = "height" hidden = "hidden" high = "high"
    hreflang = "hreflang" id = "id" inert = "inert" inputmode = "inputmode" kind = "kind" label = "label" lang = "lang" list = "list"
    loading = "loading" low = "low" max = "max" maxlength = "maxlength" media = "media" method = "method" min = "min"
    minlength = "minlength" multiple = "multiple" name = "name" novalidate = "novalidate" open = "open" optimum = "optimum"
    pattern = "pattern" placeholder = "placeholder" playsinline = "playsinline" popover = "popover" poster = "poster" preload = "preload"
    readonly = "readonly" referrerpolicy = "referrerpolicy" rel = "rel" required = "required" role = "role" rows = "rows"
    rowspan = "rowspan" sandbox = "sandbox" scope = "scope" selected = "selected" size = "size" sizes = "sizes" slot = "slot"
    span = "span" spellcheck = "spellcheck" src = "src" srclang = "srclang" srcset = "srcset" start = "start" step = "step"
    style = "style" tabindex = "tabindex" target = "target" title = "title" translate = "translate" r#type = "type" value = "value"
    width = "width" wrap = "wrap" r#for = "for" r#default = "default" r#loop = "loop" muted = "muted"
    aria_activedescendant = "aria-activedescendant" aria_atomic = "aria-atomic" aria_autocomplete = "aria-autocomplete" aria_busy = "aria-busy" aria_checked = "aria-checked"
    aria_controls = "aria-controls" aria_current = "aria-current" aria_describedby = "aria-describedby" aria_details = "aria-details"
    aria_disabled = "aria-disabled" aria_errormessage = "aria-errormessage" aria_expanded = "aria-expanded" aria_haspopup = "aria-haspopup"
    aria_hidden = "aria-hidden" aria_invalid = "aria-invalid" aria_keyshortcuts = "aria-keyshortcuts" aria_label = "aria-label"
    aria_labelledby = "aria-labelledby" aria_level = "aria-level" aria_live = "aria-live" aria_modal = "aria-modal"
    aria_multiselectable = "aria-multiselectable" aria_orientation = "aria-orientation" aria_owns = "aria-owns"
    aria_posinset = "aria-posinset" aria_pressed = "aria-pressed" aria_relevant = "aria-relevant" aria_required = "aria-required"
    aria_roledescription = "aria-roledescription" aria_selected = "aria-selected" aria_setsize = "aria-setsize" aria_sort = "aria-sort"
    aria_valuemax = "aria-valuemax" aria_valuemin = "aria-valuemin" aria_valuenow = "aria-valuenow" aria_valuetext = "aria-valuetext"
}

impl IntoView for Built {
    fn into_any(self) -> AnyView {
        AnyView::one(self.0.into())
    }
}

/// An element whose content the program contains: the macro writes one where nothing changes.
#[derive(Debug)]
pub struct InertElement(AnyView);

impl InertElement {
    /// From its HTML, which the macro has escaped.
    pub fn new(html: &str) -> Self {
        let template = custom("template").0.unchecked_into::<HtmlTemplateElement>();
        template.set_inner_html(html);
        Self(template.content().first_child().map_or_else(AnyView::default, AnyView::one))
    }
}

impl IntoView for InertElement {
    fn into_any(self) -> AnyView {
        self.0
    }
}
