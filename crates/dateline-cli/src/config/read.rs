//! From the text of the file to what it asks for, with every fault at its place.

use std::collections::{BTreeMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use dateline_core::text::nearest_name;
use dateline_core::vocab::Extension;
use dateline_core::{Excerpt, Position, Positions, Selection, SelectionDraft};
use toml::de::{DeTable, DeValue};

use super::keys::{self, CHANNEL_TABLE, FEED_TABLE, Key, SELECT_TABLE};
use super::value::{Value, any_of};
use super::{ChannelConfig, Config, ConfigFault, FeedConfig};

/// The key of the file of terms.
const EXTEND: &str = "extend";

/// What was read so far: faults and places as offsets in the text.
pub(super) struct Reader<'t> {
    pub(super) text: &'t str,
    pub(super) folder: &'t Path,
    pub(super) faults: Vec<(usize, String)>,
    pub(super) places: BTreeMap<String, usize>,
    /// Somebody's own terms, which can be selected as well.
    extension: Option<Arc<Extension>>,
}

/// Reads a file of terms, or says why it cannot be used.
pub(super) type Load<'l> = dyn Fn(&Path) -> Result<Arc<Extension>, String> + 'l;

/// Reads the text of a file that stands in `folder`: what it asks for and where everything stands,
/// or every fault, in the order of the text.
pub(super) fn read(
    text: &str,
    folder: &Path,
    own: Option<Arc<Extension>>,
    load: &Load<'_>,
) -> Result<(Config, BTreeMap<String, Position>), Vec<ConfigFault>> {
    let (table, errors) = DeTable::parse_recoverable(text);
    let mut reader = Reader {
        text,
        folder,
        faults: Vec::new(),
        places: BTreeMap::new(),
        extension: own,
    };
    // Where the text is no TOML, what was recovered says nothing for sure.
    for error in errors {
        let at = error.span().map_or(text.len(), |span| span.start);
        reader.fault(at, format!("expected TOML: {}", error.message()));
    }
    let mut config = Config::default();
    if reader.faults.is_empty() {
        reader.extend(table.get_ref(), load);
        config = reader.root(table.get_ref());
    }
    let Reader {
        mut faults, places, ..
    } = reader;
    let positions = Positions::new(Position::default());
    let position = |at| positions.find(text.as_bytes(), at);
    if faults.is_empty() {
        let place = |(key, at)| Some((key, position(at)?));
        return Ok((config, places.into_iter().filter_map(place).collect()));
    }
    faults.sort();
    faults.dedup();
    let fault = |(at, message)| ConfigFault {
        position: position(at).unwrap_or_default(),
        message,
    };
    Err(faults.into_iter().map(fault).collect())
}

impl Reader<'_> {
    /// Takes up the terms of the file that the settings name, before anything asks for one.
    fn extend(&mut self, table: &DeTable<'_>, load: &Load<'_>) {
        let Some(value) = table.get(EXTEND).filter(|_| self.extension.is_none()) else {
            return;
        };
        // What is no path is said where the settings are read.
        let faults = self.faults.len();
        let path = self.path(value);
        self.faults.truncate(faults);
        match path.map(|path| load(&path)) {
            Some(Ok(extension)) => self.extension = Some(extension),
            Some(Err(error)) => {
                let message = format!("expected a file of terms that can be used:\n{error}");
                self.fault(value.span().start, message);
            }
            None => {}
        }
    }

    /// Goes through the keys of a table that are known, and says which are not.
    fn table(
        &mut self,
        table: &DeTable<'_>,
        path: &str,
        (known, tables): (&[Key], &[&'static str]),
        mut take: impl FnMut(&mut Self, &str, &Value<'_>),
    ) {
        let names = known.iter().map(|key| key.name);
        let names: Vec<_> = names.chain(tables.iter().copied()).collect();
        for (key, value) in table {
            let name: &str = key.get_ref();
            if names.contains(&name) {
                let dot = if path.is_empty() { "" } else { "." };
                self.places
                    .insert(format!("{path}{dot}{name}"), value.span().start);
                take(self, name, value);
            } else {
                self.fault(key.span().start, unknown(name, path, &names));
            }
        }
    }

    fn root(&mut self, table: &DeTable<'_>) -> Config {
        let mut config = Config::default();
        let tables = &[CHANNEL_TABLE, SELECT_TABLE, FEED_TABLE];
        self.table(
            table,
            "",
            (keys::ROOT, tables),
            |it, name, value| match name {
                "inputs" => config.inputs = it.list(value, name, "a path", Self::path),
                "from" => config.from = it.one_of(value, |_| true),
                "strict" => config.strict = it.switch(value),
                "base-url" => config.base_url = it.address(value),
                "infer" => config.infer = it.switch(value),
                "plain" => config.plain = it.switch(value),
                "excel" => config.excel = it.switch(value),
                "untitled" => config.untitled = it.one_of(value, |_| true),
                "undated" => config.undated = it.one_of(value, |_| true),
                "keep-unlisted" => config.keep_unlisted = it.switch(value),
                EXTEND => config.extend = it.path(value),
                "zone" => config.zone = it.string(value),
                "unique" => config.unique = it.one_of(value, |_| true),
                "as-of" => config.as_of = it.date(value),
                "output" => config.output = it.path(value),
                "site" => config.site = it.site(value),
                "formats" => config.formats = it.formats(value),
                "per" => config.per = it.facets(value),
                "newest" => config.newest = it.number(value),
                "max-bytes" => config.max_bytes = it.number(value),
                "text" => config.text = it.one_of(value, |_| true),
                "archives" => config.archives = it.switch(value),
                "archive-size" => config.archive_size = it.number(value),
                "pages" => config.pages = it.one_of(value, |_| true),
                "index" => config.index = it.switch(value),
                "opml" => config.opml = it.switch(value),
                "clean" => config.clean = it.switch(value),
                "foreign" => config.foreign = it.switch(value),
                "codes" => config.codes = it.switch(value),
                CHANNEL_TABLE => config.channel = it.channel(value),
                SELECT_TABLE => config.select = it.select(value, SELECT_TABLE),
                FEED_TABLE => config.feeds = it.feeds(value),
                _ => {}
            },
        );
        config
    }

    fn channel(&mut self, value: &Value<'_>) -> ChannelConfig {
        let mut channel = ChannelConfig::default();
        let Some(table) = self.is_table(value, CHANNEL_TABLE) else {
            return channel;
        };
        let known = (keys::CHANNEL, &[][..]);
        self.table(table, CHANNEL_TABLE, known, |it, name, value| match name {
            "title" => channel.title = it.string(value),
            "description" => channel.description = it.string(value),
            "link" => channel.link = it.address(value),
            "language" => channel.language = it.language(value),
            "image" => channel.image = it.address(value),
            "ttl" => channel.ttl = it.number(value),
            "hub" => channel.hub = it.address(value),
            "licence" => channel.licence = it.address(value),
            "rights" => channel.rights = it.string(value),
            _ => {}
        });
        channel
    }

    fn select(&mut self, value: &Value<'_>, path: &str) -> SelectionDraft {
        let mut draft = SelectionDraft::default();
        let Some(table) = self.is_table(value, path) else {
            return draft;
        };
        let faults = self.faults.len();
        let known = (keys::SELECT, &[][..]);
        self.table(table, path, known, |it, name, value| {
            let key = format!("{path}.{name}");
            // What is no text keeps its place in the list.
            let text = |it: &mut Self, value: &Value<'_>| Some(it.text(value).unwrap_or_default());
            let mut texts = || it.list(value, &key, "a text", text).unwrap_or_default();
            match name {
                "fields-of-work" => draft.fields_of_work = texts(),
                "states" => draft.states = texts(),
                "sources" => draft.sources = texts(),
                "places" => draft.places = texts(),
                "kinds" => draft.kinds = texts(),
                "languages" => draft.languages = texts(),
                "tags" => draft.tags = texts(),
                "since" => draft.since = it.date_text(value).unwrap_or_default(),
                "until" => draft.until = it.date_text(value).unwrap_or_default(),
                "text" => draft.text = it.string(value).unwrap_or_default(),
                _ => {}
            }
        });
        let Err(errors) = Selection::new(draft.clone(), self.extension.as_deref()) else {
            return draft;
        };
        let said = self.faults.iter().skip(faults).map(|(at, _)| *at);
        let said: HashSet<usize> = said.collect();
        for error in &errors {
            let key = format!("{path}.{}", error.field());
            let item = format!("{key}[{}]", error.index());
            let at = self.places.get(&item).or_else(|| self.places.get(&key));
            let at = at.copied().unwrap_or_else(|| value.span().start);
            if !said.contains(&at) {
                self.fault(at, error.message());
            }
        }
        draft
    }

    fn feeds(&mut self, value: &Value<'_>) -> Vec<FeedConfig> {
        let DeValue::Array(list) = value.get_ref() else {
            let expected = "expected tables `[[feed]]`, one for each feed";
            return self.mistyped(value, expected).unwrap_or_default();
        };
        let mut names = HashSet::new();
        let mut feeds = Vec::new();
        for (index, value) in list.iter().enumerate() {
            let path = format!("{FEED_TABLE}[{index}]");
            let feed = self.feed(value, &path);
            if !feed.name.is_empty() && !names.insert(feed.name.clone()) {
                let at = self.places.get(&format!("{path}.name")).copied();
                let message = format!("expected a name of its own, found `{}` again", feed.name);
                self.fault(at.unwrap_or_else(|| value.span().start), message);
            }
            feeds.push(feed);
        }
        feeds
    }

    fn feed(&mut self, value: &Value<'_>, path: &str) -> FeedConfig {
        let mut feed = FeedConfig::default();
        let Some(table) = self.is_table(value, path) else {
            return feed;
        };
        self.table(
            table,
            path,
            (keys::FEED, &[SELECT_TABLE]),
            |it, name, value| match name {
                "name" => feed.name = it.name(value).unwrap_or_default(),
                "title" => feed.title = it.string(value),
                "description" => feed.description = it.string(value),
                "link" => feed.link = it.address(value),
                "language" => feed.language = it.language(value),
                SELECT_TABLE => feed.select = it.select(value, &format!("{path}.{name}")),
                _ => {}
            },
        );
        if !table.contains_key("name") {
            self.fault(
                value.span().start,
                "expected a `name` for the files of this feed, found none".to_owned(),
            );
        }
        feed
    }

    fn is_table<'v, 'd>(&mut self, value: &'v Value<'d>, path: &str) -> Option<&'v DeTable<'d>> {
        match value.get_ref() {
            DeValue::Table(table) => Some(table),
            _ => self.mistyped(value, format_args!("expected a table `[{path}]`")),
        }
    }
}

/// What is said of a key that is not known.
fn unknown(name: &str, path: &str, names: &[&str]) -> String {
    let found = Excerpt(name);
    if let Some(near) = nearest_name(name, names.iter().copied()) {
        return format!("expected a setting, found `{found}`; did you mean `{near}`?");
    }
    // A key below the head of a table belongs to that table, which is easily forgotten.
    let has = |keys: &[Key]| keys.iter().any(|key| key.name == name);
    if !path.is_empty() && has(keys::ROOT) {
        return format!(
            "expected a setting of `{path}`, found `{found}`, which belongs above the first table"
        );
    }
    for (keys, table) in [(keys::CHANNEL, CHANNEL_TABLE), (keys::SELECT, SELECT_TABLE)] {
        if path.is_empty() && has(keys) {
            return format!("expected a setting, found `{found}`, which belongs below `[{table}]`");
        }
    }
    let names = any_of(names.iter().copied());
    format!("expected {names}, found `{found}`")
}
