//! Writes objects and lists of JSON, key by key, without building them first.

use crate::escape::quote;

/// What JSON is written to.
pub(crate) trait Out {
    /// Appends what is JSON already.
    fn put(&mut self, json: &str);
}

impl Out for Vec<u8> {
    #[inline]
    fn put(&mut self, json: &str) {
        self.extend_from_slice(json.as_bytes());
    }
}

impl Out for String {
    #[inline]
    fn put(&mut self, json: &str) {
        self.push_str(json);
    }
}

/// Appends a text that has nothing to escape.
pub(crate) fn plain(text: &str, out: &mut impl Out) {
    out.put("\"");
    out.put(text);
    out.put("\"");
}

/// An object that is being written. What is empty is left out with its key.
#[derive(Debug)]
pub(crate) struct Object<'o, O> {
    out: &'o mut O,
    is_empty: bool,
}

impl<'o, O: Out> Object<'o, O> {
    pub(crate) const fn new(out: &'o mut O) -> Self {
        Self {
            out,
            is_empty: true,
        }
    }

    /// Writes a key, which nothing escapes; its value is to be appended to what is returned.
    #[expect(
        clippy::inline_always,
        reason = "where the key is known, a few instructions write it"
    )]
    #[inline(always)]
    pub(crate) fn key(&mut self, key: &str) -> &mut O {
        self.out.put(if self.is_empty { "{\"" } else { ",\"" });
        self.is_empty = false;
        self.out.put(key);
        self.out.put("\":");
        self.out
    }

    /// Writes a text that has nothing to escape.
    #[inline]
    pub(crate) fn plain(&mut self, key: &str, text: &str) {
        if !text.is_empty() {
            plain(text, self.key(key));
        }
    }

    /// Writes a number as a text.
    pub(crate) fn number(&mut self, key: &str, number: u64) {
        self.plain(key, itoa::Buffer::new().format(number));
    }

    /// Writes any key; its value is to be appended to what is returned.
    pub(crate) fn quoted_key(&mut self, key: &str) -> &mut O {
        self.out.put(if self.is_empty { "{" } else { "," });
        self.is_empty = false;
        quote(key, self.out);
        self.out.put(":");
        self.out
    }

    /// Writes a text, also where it is empty.
    pub(crate) fn always(&mut self, key: &str, text: &str) {
        quote(text, self.key(key));
    }

    /// Writes a text.
    #[inline]
    pub(crate) fn text(&mut self, key: &str, text: &str) {
        if !text.is_empty() {
            quote(text, self.key(key));
        }
    }

    /// Writes a text, where there is one.
    #[inline]
    pub(crate) fn maybe(&mut self, key: &str, text: Option<&str>) {
        self.text(key, text.unwrap_or_default());
    }

    /// Writes a list of what `value` writes.
    #[inline]
    pub(crate) fn list<T>(
        &mut self,
        key: &str,
        values: impl IntoIterator<Item = T>,
        mut value: impl FnMut(T, &mut O),
    ) {
        let mut values = values.into_iter().peekable();
        if values.peek().is_none() {
            return;
        }
        let out = self.key(key);
        let mut separator = "[";
        for each in values {
            out.put(separator);
            separator = ",";
            value(each, out);
        }
        out.put("]");
    }

    pub(crate) fn end(self) {
        self.out.put(if self.is_empty { "{}" } else { "}" });
    }
}
