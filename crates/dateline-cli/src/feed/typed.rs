//! What was typed behind `dateline feed`, as settings.

use std::path::Path;

use dateline_core::{Facet, FacetError, SelectionDraft};

use super::plan::FeedError;
use crate::args;
use crate::config::{self, ChannelConfig, Config};
use crate::format::OutputFormat;

/// The first option that only a set has.
pub(super) fn of_sets(folder: &args::Folder) -> Option<&'static str> {
    let args::Folder {
        site,
        formats,
        per,
        no_archives,
        archive_size,
        pages,
        no_index,
        no_opml,
        prune,
    } = folder;
    let given = [
        (site.is_some(), "site"),
        (!formats.is_empty(), "formats"),
        (!per.is_empty(), "per"),
        (*no_archives, "no-archives"),
        (archive_size.is_some(), "archive-size"),
        (pages.is_some(), "pages"),
        (*no_index, "no-index"),
        (*no_opml, "no-opml"),
        (*prune, "prune"),
    ];
    let first = given.into_iter().find(|(given, _)| *given);
    first.map(|(_, option)| option)
}

/// What was typed about a set, and about what a feed holds.
pub(super) fn typed_set(folder: args::Folder, making: args::Making) -> Result<Config, FeedError> {
    let args::Folder {
        site,
        formats,
        per,
        no_archives,
        archive_size,
        pages,
        no_index,
        no_opml,
        prune: _,
    } = folder;
    let args::Making {
        newest,
        max_bytes,
        text,
    } = making;
    let site = site.map(|found| {
        let address = config::folder_address(&found);
        address.map_err(|expected| FeedError::Site { expected, found })
    });
    let mut formats: Vec<OutputFormat> = formats.into_iter().map(as_output).collect();
    let mut seen = Vec::new();
    formats.retain(|format| {
        let is_new = !seen.contains(format);
        seen.push(*format);
        is_new
    });
    let facets = |one: &String| one.split('+').map(|name| name.trim().parse()).collect();
    let per: Result<Vec<Vec<Facet>>, FacetError> = per.iter().map(facets).collect();
    let not = |no: bool| no.then_some(false);
    Ok(Config {
        site: site.transpose()?,
        formats: Some(formats).filter(|formats| !formats.is_empty()),
        per: Some(per?).filter(|per| !per.is_empty()),
        newest: newest.map(|number| u32::try_from(number.get()).unwrap_or(u32::MAX)),
        max_bytes: max_bytes.map(Into::into),
        text,
        archives: not(no_archives),
        archive_size: archive_size.map(Into::into),
        pages,
        index: not(no_index),
        opml: not(no_opml),
        ..Config::default()
    })
}

/// What was typed about what is read.
pub(super) fn typed_reading(
    config: Config,
    reading: args::Reading,
    checking: args::Checking,
) -> Config {
    let args::Reading {
        inputs,
        from,
        strict,
        base_url,
        no_infer,
        plain,
        excel,
    } = reading;
    let args::Checking {
        rejects: _,
        keep_unlisted,
        extend,
        zone,
        infer,
        untitled,
        undated,
    } = checking;
    let is_typed = inputs != [Path::new("-")];
    Config {
        inputs: is_typed.then_some(inputs),
        from,
        strict: strict.then_some(true),
        base_url,
        infer: (infer || no_infer).then_some(infer),
        plain: plain.then_some(true),
        excel: excel.then_some(true),
        untitled: Some(untitled).filter(|what| *what != args::Untitled::Reject),
        undated: Some(undated).filter(|what| *what != args::Undated::Reject),
        keep_unlisted: keep_unlisted.then_some(true),
        extend,
        zone,
        ..config
    }
}

/// What was typed about how releases are written.
pub(super) fn typed_writing(config: &mut Config, writing: &args::Writing) {
    let args::Writing {
        codes,
        foreign,
        as_of: _,
        clean,
    } = writing;
    config.codes = codes.then_some(true);
    config.foreign = foreign.then_some(true);
    config.clean = clean.then_some(true);
}

/// What was typed about the feeds themselves.
pub(super) fn typed_channel(channel: args::Channel) -> ChannelConfig {
    let args::Channel {
        title,
        link,
        description,
        feed_url: _,
        language,
        image,
        ttl,
        hub,
        licence,
        rights,
    } = channel;
    ChannelConfig {
        title,
        description,
        link,
        language,
        image,
        ttl,
        hub,
        licence,
        rights,
    }
}

/// Which releases were asked for.
pub(super) fn draft(selecting: args::Selecting) -> SelectionDraft {
    let args::Selecting {
        field_of_work,
        state,
        source,
        place,
        kind,
        tag,
        in_language,
        since,
        until,
        containing,
    } = selecting;
    SelectionDraft {
        fields_of_work: field_of_work,
        states: state,
        sources: source,
        places: place,
        kinds: kind,
        languages: in_language,
        tags: tag,
        since: since.unwrap_or_default(),
        until: until.unwrap_or_default(),
        text: containing.unwrap_or_default(),
    }
}

/// The same among all formats that are written.
pub(super) const fn as_output(format: args::FeedFormat) -> OutputFormat {
    match format {
        args::FeedFormat::Rss => OutputFormat::Rss,
        args::FeedFormat::Atom => OutputFormat::Atom,
        args::FeedFormat::JsonFeed => OutputFormat::JsonFeed,
    }
}
