//! The templates as Typst asks for them.

use std::borrow::Cow;

use typst::diag::{FileError, FileResult};
use typst::foundations::Bytes;
use typst::syntax::{FileId, Source, VirtualRoot};
use typst_as_lib::file_resolver::FileResolver;

use crate::render::report::templates::Shelf;

/// The templates, and whatever else lies in the user's folder: pictures, further templates.
pub(super) struct Files(Shelf);

impl Files {
    pub(super) fn new(shelf: &Shelf) -> Self {
        Self(shelf.clone())
    }

    fn read(&self, id: FileId) -> FileResult<Vec<u8>> {
        let name = id.vpath().get_without_slash();
        let bytes = match id.root() {
            VirtualRoot::Project => self
                .0
                .read(name)
                .map_err(|error| FileError::from_io(error, name.as_ref()))?,
            // Packages would come from the network.
            VirtualRoot::Package(_) => None,
        };
        bytes.ok_or_else(|| FileError::NotFound(name.into()))
    }
}

impl FileResolver for Files {
    fn resolve_binary(&self, id: FileId) -> FileResult<Cow<'_, Bytes>> {
        Ok(Cow::Owned(Bytes::new(self.read(id)?)))
    }

    fn resolve_source(&self, id: FileId) -> FileResult<Cow<'_, Source>> {
        let text = String::from_utf8(self.read(id)?).map_err(|_| FileError::InvalidUtf8)?;
        Ok(Cow::Owned(Source::new(id, text)))
    }
}
