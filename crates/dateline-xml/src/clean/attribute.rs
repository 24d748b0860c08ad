//! Which attributes a feed may hold (rules R29 and R30).

use htmlize::unescape_attribute;
use url::Url;

use super::element::Element;
use super::token::Attribute;
use super::{address, style};

/// The attributes that the W3C's feed validator takes for harmless, beside `data-*`.
pub(super) const ATTRIBUTES: [&str; 172] = [
    "abbr",
    "accept",
    "accept-charset",
    "accesskey",
    "action",
    "align",
    "allow",
    "allowfullscreen",
    "allowpaymentrequest",
    "alt",
    "as",
    "autocapitalize",
    "autocomplete",
    "autofocus",
    "autoplay",
    "axis",
    "background",
    "balance",
    "bgcolor",
    "bgproperties",
    "border",
    "bordercolor",
    "bordercolordark",
    "bordercolorlight",
    "bottompadding",
    "cellpadding",
    "cellspacing",
    "ch",
    "challenge",
    "char",
    "charoff",
    "charset",
    "checked",
    "choff",
    "cite",
    "class",
    "clear",
    "color",
    "cols",
    "colspan",
    "compact",
    "contenteditable",
    "coords",
    "crossorigin",
    "data",
    "datafld",
    "datapagesize",
    "datasrc",
    "datetime",
    "decoding",
    "default",
    "delay",
    "dir",
    "dirname",
    "disabled",
    "download",
    "draggable",
    "dynsrc",
    "enctype",
    "end",
    "enterkeyhint",
    "face",
    "for",
    "form",
    "formenctype",
    "frame",
    "galleryimg",
    "gutter",
    "headers",
    "height",
    "hidden",
    "hidefocus",
    "high",
    "href",
    "hreflang",
    "hspace",
    "icon",
    "id",
    "inputmode",
    "is",
    "ismap",
    "itemid",
    "itemprop",
    "itemref",
    "itemscope",
    "itemtype",
    "keytype",
    "kind",
    "label",
    "lang",
    "leftspacing",
    "list",
    "loading",
    "longdesc",
    "loop",
    "loopcount",
    "loopend",
    "loopstart",
    "low",
    "lowsrc",
    "max",
    "maxlength",
    "media",
    "method",
    "min",
    "minlength",
    "multiple",
    "muted",
    "name",
    "nohref",
    "nonce",
    "noshade",
    "nowrap",
    "open",
    "optimum",
    "pattern",
    "ping",
    "placeholder",
    "playsinline",
    "point-size",
    "poster",
    "pqg",
    "preload",
    "prompt",
    "radiogroup",
    "readonly",
    "referrerpolicy",
    "rel",
    "repeat-max",
    "repeat-min",
    "replace",
    "required",
    "rev",
    "reversed",
    "rightspacing",
    "rows",
    "rowspan",
    "rules",
    "scope",
    "selected",
    "shape",
    "size",
    "sizes",
    "span",
    "spellcheck",
    "src",
    "srclang",
    "srcset",
    "start",
    "step",
    "summary",
    "suppress",
    "tabindex",
    "target",
    "template",
    "title",
    "toppadding",
    "translate",
    "type",
    "unselectable",
    "urn",
    "usemap",
    "valign",
    "value",
    "variable",
    "volume",
    "vrml",
    "vspace",
    "width",
    "wrap",
    "xml:lang",
    "xmlns",
];

/// No name of an attribute that a feed may hold is longer, but for `data-*`.
const LONGEST: usize = 19;

/// Addresses of these schemes are kept where HTML is cleaned: no other has a place in a text, and
/// some run what stands in them.
pub(super) const SCHEMES: [&str; 12] = [
    "ftp", "geo", "http", "https", "mailto", "news", "nntp", "sip", "sms", "tel", "webcal", "xmpp",
];

/// Whether a validator takes an attribute for harmless (rules R29 and R30).
pub(super) fn is_harmless(attribute: &Attribute<'_>) -> bool {
    if attribute.name.eq_ignore_ascii_case("style") {
        return style::is_harmless(&unescape_attribute(attribute.value));
    }
    is_known(attribute.name)
        && (!is_address(attribute.name)
            || address::is_absolute(&unescape_attribute(attribute.value)))
}

/// Whether a feed may hold an attribute of this name, if its value is harmless.
pub(super) fn is_known(name: &str) -> bool {
    let mut lower = [0; LONGEST];
    let is_listed = lower.get_mut(..name.len()).is_some_and(|lower| {
        lower.copy_from_slice(name.as_bytes());
        lower.make_ascii_lowercase();
        let lower = &*lower;
        ATTRIBUTES
            .binary_search_by(|known| known.as_bytes().cmp(lower))
            .is_ok()
    });
    is_listed || is_data(name)
}

fn is_data(name: &str) -> bool {
    name.get(..5)
        .is_some_and(|beginning| beginning.eq_ignore_ascii_case("data-"))
}

fn is_address(name: &str) -> bool {
    ["href", "src"]
        .iter()
        .any(|address| name.eq_ignore_ascii_case(address))
}

/// What is wrong with an attribute that holds an address, if it does.
pub(super) fn wrong_address(element: Element, name: &str, value: &str) -> Option<&'static str> {
    let holds = match name {
        "href" | "src" => true,
        "action" => element == Element::Form,
        "ping" => element == Element::A,
        "poster" => element == Element::Video,
        // The validator takes it for an `src`.
        _ => element == Element::Img && name.ends_with("src"),
    };
    if !holds {
        return None;
    }
    let value = unescape_attribute(value);
    if !address::is_absolute(&value) {
        return Some("relative address");
    }
    let is_picture = || {
        let beginning = value.trim_start().get(.."data:image/".len());
        element == Element::Img
            && beginning.is_some_and(|found| found.eq_ignore_ascii_case("data:image/"))
    };
    let is_kept =
        Url::parse(&value).is_ok_and(|url| SCHEMES.contains(&url.scheme()) || is_picture());
    (!is_kept).then_some("address")
}
