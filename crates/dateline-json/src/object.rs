//! Writes objects and lists of JSON, key by key, without building them first.

use crate::escape::quote;

/// What JSON is written to.
pub(crate) trait Out {
    /// Appends what is JSON already.
    fn put(&mut self, json: &str);
}

impl Out for Vec<u8> {
    fn put(&mut self, json: &str) {
        self.extend_from_slice(json.as_bytes());
    }
}

impl Out for String {
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

/// What is written as a key.
pub(crate) trait AsKey: Copy {
    /// Appends the key with all that stands round it, as the first of an object or a later one.
    fn put(&self, is_first: bool, out: &mut impl Out);
}

impl AsKey for &str {
    fn put(&self, is_first: bool, out: &mut impl Out) {
        out.put(if is_first { "{\"" } else { ",\"" });
        out.put(self);
        out.put("\":");
    }
}

/// A key that is written often, with all that stands round it: `,"title":`.
#[derive(Debug)]
pub(crate) struct Key(String);

impl Key {
    pub(crate) fn new(key: &str) -> Self {
        Self(format!(",\"{key}\":"))
    }
}

impl AsKey for &Key {
    fn put(&self, is_first: bool, out: &mut impl Out) {
        let behind = self.0.strip_prefix(',').filter(|_| is_first);
        if behind.is_some() {
            out.put("{");
        }
        out.put(behind.unwrap_or(&self.0));
    }
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
    pub(crate) fn key(&mut self, key: impl AsKey) -> &mut O {
        key.put(self.is_empty, self.out);
        self.is_empty = false;
        self.out
    }

    /// Writes a text that has nothing to escape.
    pub(crate) fn plain(&mut self, key: impl AsKey, text: &str) {
        if !text.is_empty() {
            plain(text, self.key(key));
        }
    }

    /// Writes a number as a text.
    pub(crate) fn number(&mut self, key: impl AsKey, mut number: u64) {
        let mut digits = [b'0'; 20];
        let mut start = digits.len();
        for digit in digits.iter_mut().rev() {
            *digit += u8::try_from(number % 10).unwrap_or_default();
            number /= 10;
            start -= 1;
            if number == 0 {
                break;
            }
        }
        let digits = digits.get(start..).unwrap_or_default();
        self.plain(key, str::from_utf8(digits).unwrap_or_default());
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
    pub(crate) fn always(&mut self, key: impl AsKey, text: &str) {
        quote(text, self.key(key));
    }

    /// Writes a text.
    pub(crate) fn text(&mut self, key: impl AsKey, text: &str) {
        if !text.is_empty() {
            quote(text, self.key(key));
        }
    }

    /// Writes a text, where there is one.
    pub(crate) fn maybe(&mut self, key: impl AsKey, text: Option<&str>) {
        self.text(key, text.unwrap_or_default());
    }

    /// Writes a list of what `value` writes.
    pub(crate) fn list<T>(
        &mut self,
        key: impl AsKey,
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
