//! A lead table: one file, or many whose rows follow each other.

use std::path::PathBuf;
use std::sync::{Mutex, PoisonError};

use ::parquet::schema::types::TypePtr;

use super::TableOptions;
use super::batch::Selection;
use super::columns::{Columns, FilePlaces, Source};
use super::consumer::Finish;
use super::crew::{Consumers, Crew, Pool, Turn};
use super::file::FileTable;
use super::files::{FolderColumn, folder_columns};
use super::input::Input;
use super::pass::{FilePass, Job, Pass, Trouble};
use super::progress::Progress;
use super::source::{Ragged, TableSource};
use super::view::View;
use crate::lead_error::LeadError;
use crate::lists;
use crate::text::words::{count, list};
use crate::threads;

/// Files beyond these are closed between the look at their columns and the pass over their rows, and
/// so are those beyond so many bytes of memory.
const OPEN: usize = 32;
const OPEN_BYTES: usize = 128 << 20;

/// A table whose columns are known and whose rows are still to be read.
pub(crate) struct Table<'a> {
    name: String,
    files: Vec<TableFile<'a>>,
    columns: Columns,
    /// Of each column: what all files that have it hold.
    kinds: Vec<ColumnKind>,
    delimiter: u8,
    /// Where else a column may be that is not among the table's.
    elsewhere: Option<String>,
    /// A column name that is not in UTF-8.
    foreign_name: Mutex<Option<LeadError>>,
    notes: Vec<String>,
    options: TableOptions,
    progress: &'a Progress,
}

struct TableFile<'a> {
    /// None for what can be read only once, and is open.
    path: Option<PathBuf>,
    /// As long as it is kept open.
    opened: Mutex<Option<FileTable<'a>>>,
    places: FilePlaces,
    folders: Vec<FolderColumn>,
    /// How many columns it has of its own, and what separates their cells.
    columns: usize,
    delimiter: u8,
}

/// What a column holds, as far as that is known.
#[derive(Debug, Clone, Default)]
struct ColumnKind {
    files: usize,
    /// The type in the files that have it, None where they are texts or differ.
    kind: Option<TypePtr>,
    no_cells: Option<&'static str>,
}

impl<'a> Table<'a> {
    /// Opens a table and reads what its files say of their columns.
    pub(crate) fn open(
        input: Input,
        options: &TableOptions,
        progress: &'a Progress,
    ) -> Result<Self, LeadError> {
        let name = input.name();
        let (inputs, notes) = match input {
            Input::Files(files) => {
                let inputs = files.files().iter().cloned().map(Input::File);
                (inputs.collect(), files.notes().to_vec())
            }
            one => (vec![one], Vec::new()),
        };
        let options = TableOptions {
            digest: options.digest || inputs.len() > 1,
            ..options.clone()
        };
        let mut table = Self {
            name,
            files: Vec::new(),
            columns: Columns::default(),
            kinds: Vec::new(),
            delimiter: b',',
            elsewhere: None,
            foreign_name: Mutex::default(),
            notes,
            options: options.clone(),
            progress,
        };
        let (mut bytes, mut open, mut kept) = (0, 0, 0_usize);
        let mut inputs = inputs.into_iter();
        loop {
            let some: Vec<Input> = inputs.by_ref().take(OPEN).collect();
            if some.is_empty() {
                progress.expect(bytes);
                return Ok(table);
            }
            for opened in open_all(some, &options, progress) {
                let (path, opened) = opened?;
                bytes += opened.size();
                kept = kept.saturating_add(opened.weight());
                open += usize::from(opened.holds_file());
                table.add(path, opened, open <= OPEN && kept < OPEN_BYTES);
            }
            progress.go_on()?;
        }
    }

    fn add(&mut self, path: Option<PathBuf>, opened: FileTable<'a>, keeps: bool) {
        let folders = path.as_deref().map(folder_columns).unwrap_or_default();
        let mut places = self.columns.add(opened.columns(), &folders);
        self.kinds
            .resize_with(self.columns.names.len(), ColumnKind::default);
        for (own, column) in places.own().iter().enumerate() {
            self.kinds[*column].add(opened.column_type(own), opened.no_cells(own));
        }
        for column in places.folders() {
            self.kinds[*column].add(None, None);
        }
        if let Some(before) = self.files.last() {
            places.share(&before.places);
        } else {
            self.delimiter = opened.delimiter();
            self.elsewhere = opened.elsewhere();
        }
        if let Err(error) = opened.check_columns() {
            let mut foreign = self
                .foreign_name
                .lock()
                .unwrap_or_else(PoisonError::into_inner);
            foreign.get_or_insert(error);
        }
        self.files.push(TableFile {
            places,
            folders,
            columns: opened.columns().len(),
            delimiter: opened.delimiter(),
            opened: Mutex::new(Some(opened).filter(|_| keeps || path.is_none())),
            path,
        });
    }

    /// Its name in messages.
    pub(crate) fn name(&self) -> &str {
        &self.name
    }

    /// The column names.
    pub(crate) fn columns(&self) -> &[String] {
        &self.columns.names
    }

    /// Refuses column names that are not in UTF-8.
    pub(crate) fn check_columns(&self) -> Result<(), LeadError> {
        let mut foreign = self
            .foreign_name
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        foreign.take().map_or(Ok(()), Err)
    }

    /// What separates cells; a comma where nothing does.
    pub(crate) fn delimiter(&self) -> u8 {
        self.delimiter
    }

    /// The type of a column; None where it is written as text.
    pub(crate) fn column_type(&self, column: usize) -> Option<&TypePtr> {
        let kind = &self.kinds[column];
        kind.kind
            .as_ref()
            .filter(|_| kind.files == self.files.len())
    }

    /// What a column holds that no cell can: `lists`, `bytes`.
    pub(crate) fn no_cells(&self, column: usize) -> Option<&'static str> {
        self.kinds[column].no_cells
    }

    /// Where else a column may be that is not among the table's.
    pub(crate) fn elsewhere(&self) -> Option<&str> {
        self.elsewhere.as_deref()
    }

    /// Reads the table to its end. Each thread hands its rows to a consumer of its own.
    pub(crate) fn read<C: Finish + Send>(
        self,
        selection: &Selection,
        consumer: impl Fn() -> C + Sync,
    ) -> Result<Pass<C::Done>, LeadError> {
        let consumers = Pool::new(consumer);
        let passes = self.read_files(selection, &consumers)?;
        let done = threads::on_threads(consumers.len(), || consumers.pop().map(C::done));
        self.joined(passes, done.into_iter().flatten().collect())
    }

    /// Reads all files and hands their rows to consumers.
    fn read_files(
        &self,
        selection: &Selection,
        consumers: &dyn Consumers,
    ) -> Result<Vec<FilePass>, LeadError> {
        self.refuse_missing(selection)?;
        let threads = self.options.threads();
        let crew = Crew::new(self.files.len(), threads, consumers);
        let next = || {
            let mut passes = Vec::new();
            while let Some(turn) = crew.next_file() {
                passes.push((turn.file, self.pass(turn, &crew, selection)));
            }
            passes
        };
        let passes = threads::on_threads(threads.min(self.files.len()), next);
        let mut passes: Vec<(usize, FilePass)> = passes.into_iter().flatten().collect();
        lists::sort_by_key(&mut passes, |(file, _)| *file);
        Ok(passes.into_iter().map(|(_, pass)| pass).collect())
    }

    /// What the passes over all files came to, or what is wrong with the table.
    fn joined<D>(self, passes: Vec<FilePass>, done: Vec<D>) -> Result<Pass<D>, LeadError> {
        let mut whole = Pass {
            done,
            source: TableSource::default(),
            sources: Vec::new(),
            ragged: Ragged::default(),
        };
        let mut trouble = Trouble::default();
        for pass in passes {
            trouble.merge(pass.trouble);
            whole.ragged.merge(&pass.ragged, || {
                (self.files.len() > 1).then(|| pass.source.name.clone())
            });
            whole.sources.push(pass.source);
        }
        trouble.tell()?;
        whole.source = TableSource::of_files(self.name, &whole.sources, self.notes);
        Ok(whole)
    }

    fn pass(&self, turn: Turn, crew: &Crew<'_>, selection: &Selection) -> FilePass {
        let file = &self.files[turn.file];
        let opened = match self.take(file) {
            Ok(opened) => opened,
            Err(error) => {
                crew.stop_after(turn.parts_before);
                crew.handed_out(1);
                crew.release();
                return FilePass::failed(error, turn);
            }
        };
        let sources = file.places.sources(self.columns.names.len());
        let is_text = sources
            .iter()
            .enumerate()
            .map(|(column, source)| match source {
                Source::Column(own) => {
                    self.column_type(column).is_none() && opened.column_type(*own).is_some()
                }
                Source::Folder(_) | Source::Missing => true,
            });
        let as_text = is_text.collect();
        let view = View::new(
            (sources, file.columns),
            file.folders.clone(),
            selection,
            as_text,
            file.delimiter == self.delimiter,
        );
        let job = Job::new(crew, &view, turn, opened.size());
        let read = opened.pass(&job, self.options.lenient);
        read.unwrap_or_else(|error| {
            crew.stop_after(turn.parts_before);
            FilePass::failed(error, turn)
        })
    }

    /// The file, opened.
    fn take(&self, file: &TableFile<'a>) -> Result<FileTable<'a>, LeadError> {
        let kept = file
            .opened
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take();
        let Some(path) = file.path.as_ref().filter(|_| kept.is_none()) else {
            return kept.ok_or(LeadError::Stopped);
        };
        let opened = FileTable::open(Input::File(path.clone()), &self.options, self.progress)?;
        match opened.columns().len() == file.columns {
            true => Ok(opened),
            false => Err(LeadError::wrong(
                path.display().to_string(),
                "the file changed while it was read",
                "wait until the export is written, then try again",
            )),
        }
    }

    /// Refuses columns that are read and that some files lack, unless they are to be missing there.
    fn refuse_missing(&self, selection: &Selection) -> Result<(), LeadError> {
        let lacks = |column: &usize| self.kinds[*column].files < self.files.len();
        let column = selection.columns().into_iter().find(lacks);
        let Some(column) = column.filter(|_| !self.options.union) else {
            return Ok(());
        };
        let all = self.columns.names.len();
        let lacking = self
            .files
            .iter()
            .filter(|file| file.places.sources(all)[column] == Source::Missing);
        let mut names: Vec<String> = lacking
            .map(|file| {
                file.path
                    .as_ref()
                    .map_or_else(String::new, |path| path.display().to_string())
            })
            .collect();
        let lacking = names.len();
        if lacking > SHOWN {
            names.truncate(SHOWN);
            names.push(format!("{} others", lacking - SHOWN));
        }
        Err(LeadError::wrong(
            &self.name,
            format!(
                "{lacking} of {} {} the column {}: {}",
                count(self.files.len(), "file"),
                if lacking == 1 { "lacks" } else { "lack" },
                self.columns.names[column].trim(),
                list(&names)
            ),
            "give it the same name in all files, or treat it as missing there with --union",
        ))
    }
}

/// Files that are named in a message.
const SHOWN: usize = 5;

impl ColumnKind {
    /// Takes note of a file that has the column; texts have no type.
    fn add(&mut self, kind: Option<&TypePtr>, no_cells: Option<&'static str>) {
        self.kind = match (self.files, self.kind.take()) {
            (0, _) => kind.cloned(),
            (_, before) => before.filter(|before| Some(before) == kind),
        };
        self.files += 1;
        self.no_cells = self.no_cells.or(no_cells);
    }
}

/// Opens files, several at once.
fn open_all<'a>(
    inputs: Vec<Input>,
    options: &TableOptions,
    progress: &'a Progress,
) -> Vec<Result<(Option<PathBuf>, FileTable<'a>), LeadError>> {
    let open = |input: Input| {
        let path = match &input {
            Input::File(path) => Some(path.clone()),
            Input::Files(_) | Input::Reader { .. } => None,
        };
        Ok((path, FileTable::open(input, options, progress)?))
    };
    threads::map(options.threads(), inputs.into_iter(), open)
}
