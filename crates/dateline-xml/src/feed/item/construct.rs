//! Texts that say what they are: plain, HTML, XHTML or base64.
//!
//! Atom 1.0 says it by `type` (RFC 4287, section 3.1.1 and 4.1.3.3), Atom 0.3 by a media type and a
//! `mode`, Media RSS by `plain` or `html`. RSS says nothing.

use base64::Engine as _;
use base64::alphabet::STANDARD;
use base64::engine::{DecodePaddingMode, GeneralPurpose, GeneralPurposeConfig};
use dateline_core::text::illegal_character;
use url::Url;

use crate::escape::is_blank;
use crate::feed::{address, markup};
use crate::html::Markup;
use crate::names::Space;
use crate::node::Node;
use crate::wording::Wording;

/// What a text is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Form {
    Plain,
    Html,
    /// It does not say.
    Unmarked,
}

/// A text, and what it is.
#[derive(Clone, Debug)]
pub(crate) struct Construct<'i> {
    pub(crate) text: Wording<'i>,
    pub(crate) form: Form,
    /// What had to be mended.
    pub(crate) mended: Option<&'static str>,
    /// The first relative address in it that was made absolute, as it was and as it is.
    pub(crate) resolved: Option<(String, String)>,
}

/// Attributes that say what a text is.
pub(crate) const USED: &[&str] = &["type", "mode"];

/// What says that its content is no text: it is elsewhere, or in a form that is none.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum NoText {
    /// It is something else, and said so.
    Other,
    /// It is said to be base64, and is none or no text in UTF-8.
    Base64,
}

/// The text that an element holds. `base` is the `xml:base` in force around it.
pub(crate) fn construct<'i>(
    node: &mut Node<'i>,
    is_atom: bool,
    base: Option<&Url>,
) -> Result<Construct<'i>, NoText> {
    let own = address::base(node.element.attribute("xml:base"), base);
    let base = own.as_ref();
    let says = is_marked(node, is_atom);
    if !says {
        return Ok(unmarked(node, base));
    }
    if node.element.attribute("src").is_some() {
        return Err(NoText::Other);
    }
    let kind = kind(node);
    let mode = node.element.attribute("mode").map(|mode| mode.trim());
    let has_elements = node.elements().next().is_some();
    match (mode, kind) {
        (Some("base64"), kind) => {
            let form = match kind {
                Kind::Text => Form::Plain,
                Kind::Html | Kind::Xhtml => Form::Html,
                Kind::Xml | Kind::Other => Form::Unmarked,
            };
            base64(node, form)
        }
        // What is neither text nor XML is base64 (RFC 4287, section 4.1.3.3), and may be text still.
        (_, Kind::Other) if !has_elements => {
            base64(node, Form::Unmarked).map_err(|_| NoText::Other)
        }
        (_, Kind::Other) => Err(NoText::Other),
        (_, Kind::Xml) => {
            let mut elements = node.elements();
            match (elements.next(), elements.next()) {
                (Some(one), None) if one.element.space == Space::Xhtml => {
                    Ok(html(markup::xhtml(node, base), None))
                }
                _ => Err(NoText::Other),
            }
        }
        (_, Kind::Text) if !has_elements => Ok(Construct {
            text: node.take_wording(),
            form: Form::Plain,
            mended: None,
            resolved: None,
        }),
        (mode, kind) if has_elements => {
            // Atom 0.3 lets elements stand in any text; 1.0 only in XHTML.
            let is_lawful = mode.is_some() || kind == Kind::Xhtml;
            let mended = "its tags are not escaped, though they are said to be";
            let mended = (!is_lawful).then_some(mended);
            Ok(html(markup::xhtml(node, base), mended))
        }
        (_, Kind::Xhtml) if crate::html::markup(&node.run.trimmed()) == Markup::Tags => {
            let mut construct = escaped(node, base);
            construct.mended = Some("its tags are escaped, though they are said not to be");
            Ok(construct)
        }
        (_, Kind::Xhtml) => Ok(html(markup::inner(node, base), None)),
        (_, Kind::Text | Kind::Html) => Ok(escaped(node, base)),
    }
}

/// Whether an element says what its text is, be it by saying nothing.
pub(crate) fn is_marked(node: &Node<'_>, is_atom: bool) -> bool {
    match node.element.space {
        Space::Atom(_) | Space::Media => true,
        Space::Rss(_) if is_atom => node.element.local != "description",
        Space::Rss(_) => {
            node.element.local == "content" && node.element.attribute("type").is_some()
        }
        _ => false,
    }
}

/// A text that does not say what it is. Elements in it are HTML that should have been escaped.
fn unmarked<'i>(node: &mut Node<'i>, base: Option<&Url>) -> Construct<'i> {
    if node.elements().next().is_some() {
        let is_html = matches!(node.element.space, Space::Xhtml);
        let mended = (!is_html).then_some("its tags are not escaped");
        return html(markup::inner(node, base), mended);
    }
    Construct {
        form: Form::Unmarked,
        ..escaped(node, base)
    }
}

/// HTML that stands escaped, with its relative addresses resolved where there is a base.
fn escaped<'i>(node: &mut Node<'i>, base: Option<&Url>) -> Construct<'i> {
    let text = node.take_wording();
    let made = base.and_then(|base| address::resolved(&text.text(), base));
    let (text, resolved) = match made {
        Some(made) => (made.html.into(), Some(made.first)),
        None => (text, None),
    };
    Construct {
        text,
        form: Form::Html,
        mended: None,
        resolved,
    }
}

fn html<'i>(html: markup::Html, mended: Option<&'static str>) -> Construct<'i> {
    let text = match html.text.trim_matches(is_blank) {
        trimmed if trimmed.len() == html.text.len() => html.text,
        trimmed => trimmed.to_owned(),
    };
    Construct {
        text: text.into(),
        form: Form::Html,
        mended,
        resolved: html.resolved,
    }
}

/// What the `type` says.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Kind {
    Text,
    Html,
    Xhtml,
    /// XML that is something else.
    Xml,
    /// Anything else.
    Other,
}

fn kind(node: &Node<'_>) -> Kind {
    let stated = node
        .element
        .attribute("type")
        .map_or("", |kind| kind.trim());
    let essence = stated.split(';').next().unwrap_or_default().trim();
    match essence.to_ascii_lowercase().as_str() {
        "html" | "text/html" => Kind::Html,
        "xhtml" | "application/xhtml+xml" | "text/xhtml" => Kind::Xhtml,
        xml if xml.ends_with("+xml") || xml.ends_with("/xml") => Kind::Xml,
        text if text.starts_with("text/") || !text.contains('/') => Kind::Text,
        _ => Kind::Other,
    }
}

/// Text that stands in base64.
fn base64<'i>(node: &Node<'i>, form: Form) -> Result<Construct<'i>, NoText> {
    const ENGINE: GeneralPurpose = GeneralPurpose::new(
        &STANDARD,
        GeneralPurposeConfig::new().with_decode_padding_mode(DecodePaddingMode::Indifferent),
    );
    if node.elements().next().is_some() {
        return Err(NoText::Base64);
    }
    let mut code = node.run.trimmed().into_owned();
    code.retain(|c| !is_blank(c));
    let bytes = ENGINE.decode(code).map_err(|_| NoText::Base64)?;
    let text = String::from_utf8(bytes).map_err(|_| NoText::Base64)?;
    if illegal_character(&text).is_some() {
        return Err(NoText::Base64);
    }
    let form = match (form, crate::html::markup(&text)) {
        (Form::Unmarked, Markup::Tags) => Form::Html,
        (Form::Unmarked, _) => Form::Plain,
        (form, _) => form,
    };
    Ok(Construct {
        text: text.trim_matches(is_blank).to_owned().into(),
        form,
        mended: None,
        resolved: None,
    })
}
