//! The messages that a file or a stream consists of, one after the other.

use std::collections::{HashMap, VecDeque};
use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::sync::Arc;

use arrow_array::{ArrayRef, RecordBatch};
use arrow_buffer::{Buffer, MutableBuffer};
use arrow_ipc::convert::try_fb_to_schema;
use arrow_ipc::reader::{read_dictionary, read_record_batch};
use arrow_ipc::{Message, MessageHeader, root_as_footer, root_as_message};
use arrow_schema::{ArrowError, Schema, SchemaRef};

use super::UNPACKED_UP_TO;
use crate::lead_error::LeadError;
use crate::table::checksum::Checksum;
use crate::table::input::StoredFile;

/// How a file begins and ends. Before the end stands its footer, with the place of each message, and the
/// footer's length.
const MAGIC: &[u8; 6] = b"ARROW1";
const END: usize = 4 + MAGIC.len();
/// How a message begins, but in files from before 2019.
const CONTINUED: [u8; 4] = [0xff; 4];

/// Dictionaries by their ids, as they stand between two messages.
type Dictionaries = Arc<HashMap<i64, ArrayRef>>;

/// The messages of a file or a stream with what its columns hold.
pub(super) struct Messages {
    file: BufReader<File>,
    size: u64,
    /// Where each message of a file begins, dictionaries first; None for a stream.
    places: Option<VecDeque<u64>>,
    /// Bytes behind what was read last.
    left: u64,
    /// Bytes that may still be read, so that a file can't name one part again and again.
    budget: u64,
    pub(super) schema: SchemaRef,
    dictionaries: Dictionaries,
    /// Of all messages so far.
    checksum: Checksum,
}

/// A message with rows, and all that is needed to unpack it.
pub(super) struct Packed {
    head: Vec<u8>,
    body: Buffer,
    schema: SchemaRef,
    dictionaries: Dictionaries,
}

impl Messages {
    /// Opens a file and reads what it says of its columns.
    pub(super) fn open(stored: &StoredFile) -> Result<Self, LeadError> {
        let name = &stored.name;
        let mut file = stored.open()?;
        let size = file.seek(SeekFrom::End(0));
        let size = size.map_err(|error| LeadError::read(name, error))?;
        let mut messages = Self {
            file: BufReader::new(file),
            size,
            places: None,
            left: size,
            budget: size.saturating_mul(2),
            schema: SchemaRef::new(Schema::empty()),
            dictionaries: Dictionaries::default(),
            checksum: Checksum::new(),
        };
        let schema = messages.read_schema();
        messages.schema = SchemaRef::new(schema.map_err(|error| broken(error, name))?);
        Ok(messages)
    }

    fn read_schema(&mut self) -> Result<Schema, ArrowError> {
        let mut begin = [0; MAGIC.len()];
        self.go_to(0)?;
        self.fill(&mut begin)?;
        if begin == *MAGIC {
            return self.read_footer();
        }
        self.go_to(0)?;
        let first = self.read()?.ok_or_else(cut_off)?;
        let schema = message(&first.0)?.header_as_schema();
        try_fb_to_schema(schema.ok_or_else(|| unfit("it doesn't begin with its columns"))?)
    }

    fn read_footer(&mut self) -> Result<Schema, ArrowError> {
        let mut end = [0; END];
        self.go_to(self.size.saturating_sub(END as u64))?;
        self.fill(&mut end)?;
        let (length, magic) = end.split_at(4);
        if magic != MAGIC {
            return Err(cut_off());
        }
        let length = length
            .iter()
            .rev()
            .fold(0, |all, byte| all << 8 | u64::from(*byte));
        let begin = self.size.checked_sub(END as u64 + length);
        self.go_to(begin.ok_or_else(cut_off)?)?;
        let mut footer = vec![0; self.fits(length)?];
        self.fill(&mut footer)?;
        let footer = root_as_footer(&footer).map_err(|error| unfit(&error.to_string()))?;
        let blocks = [footer.dictionaries(), footer.recordBatches()];
        let blocks = blocks.into_iter().flatten().flatten();
        let places = blocks.map(|block| u64::try_from(block.offset()));
        let places = places.collect::<Result<_, _>>();
        self.places = Some(places.map_err(|_| unfit("a part is before the beginning"))?);
        try_fb_to_schema(
            footer
                .schema()
                .ok_or_else(|| unfit("it names no columns"))?,
        )
    }

    /// Goes on reading from here.
    fn go_to(&mut self, place: u64) -> Result<(), ArrowError> {
        self.left = self.size.checked_sub(place).ok_or_else(cut_off)?;
        self.file.seek(SeekFrom::Start(place))?;
        Ok(())
    }

    /// The next message with rows; None after the last.
    pub(super) fn next(&mut self) -> Result<Option<Packed>, ArrowError> {
        while let Some((head, body)) = self.read()? {
            let message = message(&head)?;
            match message.header_type() {
                MessageHeader::RecordBatch => {
                    check_size(&message, &body)?;
                    return Ok(Some(Packed {
                        schema: Arc::clone(&self.schema),
                        dictionaries: Arc::clone(&self.dictionaries),
                        head,
                        body,
                    }));
                }
                MessageHeader::DictionaryBatch => {
                    check_size(&message, &body)?;
                    let batch = message.header_as_dictionary_batch();
                    let batch = batch.ok_or_else(|| unfit("a dictionary is empty"))?;
                    let dictionaries = Arc::make_mut(&mut self.dictionaries);
                    read_dictionary(&body, batch, &self.schema, dictionaries, &message.version())?;
                }
                _ => return Err(unfit("it has messages that no table has")),
            }
        }
        Ok(None)
    }

    /// The next message: its description and what it describes.
    fn read(&mut self) -> Result<Option<(Vec<u8>, Buffer)>, ArrowError> {
        if let Some(places) = &mut self.places {
            match places.pop_front() {
                Some(place) => self.go_to(place)?,
                None => return Ok(None),
            }
        }
        if self.left == 0 {
            return Ok(None);
        }
        let mut length = [0; 4];
        self.fill(&mut length)?;
        if length == CONTINUED {
            self.fill(&mut length)?;
        }
        let length = u32::from_le_bytes(length);
        if length == 0 {
            // The end, whatever follows.
            self.left = 0;
            self.places.iter_mut().for_each(VecDeque::clear);
            return Ok(None);
        }
        let mut head = vec![0; self.fits(u64::from(length))?];
        self.fill(&mut head)?;
        let claimed = message(&head)?.bodyLength();
        let body = u64::try_from(claimed).map_err(|_| unfit("a part has a length below zero"))?;
        let mut body = MutableBuffer::try_from_len_zeroed(self.fits(body)?)
            .map_err(|error| ArrowError::MemoryError(error.to_string()))?;
        self.fill(&mut body)?;
        Ok(Some((head, body.into())))
    }

    /// So many bytes, if the file has them.
    fn fits(&self, bytes: u64) -> Result<usize, ArrowError> {
        let fits = usize::try_from(bytes).ok().filter(|_| bytes <= self.left);
        fits.ok_or_else(cut_off)
    }

    fn fill(&mut self, bytes: &mut [u8]) -> Result<(), ArrowError> {
        let length = self.fits(bytes.len() as u64)? as u64;
        let budget = self.budget.checked_sub(length);
        self.budget = budget.ok_or_else(|| unfit("its parts overlap"))?;
        self.file.read_exact(bytes)?;
        self.left -= length;
        self.checksum.add(bytes);
        Ok(())
    }

    /// A digest of what was read.
    pub(super) fn digest(&self) -> String {
        format!("arrow:{}", self.checksum.digits())
    }
}

impl Packed {
    /// How many rows it claims to have.
    pub(super) fn rows(&self) -> u64 {
        let batch = message(&self.head).ok();
        let batch = batch.and_then(|message| message.header_as_record_batch());
        batch.map_or(0, |batch| batch.length().unsigned_abs())
    }

    /// How many bytes of the file it takes.
    pub(super) fn size(&self) -> u64 {
        (self.head.len() + self.body.len()) as u64
    }

    /// These columns of its rows, which are given in rising order.
    pub(super) fn unpack(&self, columns: &[usize]) -> Result<RecordBatch, ArrowError> {
        let message = message(&self.head)?;
        let batch = message.header_as_record_batch();
        read_record_batch(
            &self.body,
            batch.ok_or_else(|| unfit("a part has no rows"))?,
            Arc::clone(&self.schema),
            &self.dictionaries,
            Some(columns),
            &message.version(),
        )
    }
}

fn message(head: &[u8]) -> Result<Message<'_>, ArrowError> {
    root_as_message(head).map_err(|error| unfit(&error.to_string()))
}

/// Refuses a message whose parts claim to be larger, once unpacked, than memory should hold.
fn check_size(message: &Message, body: &[u8]) -> Result<(), ArrowError> {
    let of_dictionary = message.header_as_dictionary_batch();
    let batch = match of_dictionary {
        Some(dictionary) => dictionary.data(),
        None => message.header_as_record_batch(),
    };
    let Some(batch) = batch else {
        return Err(unfit("a part is empty"));
    };
    if u32::try_from(batch.length()).is_err() {
        return Err(unfit("a part claims too many rows"));
    }
    if batch.compression().is_none() {
        return Ok(());
    }
    let mut unpacked = 0_u64;
    for buffer in batch.buffers().into_iter().flatten() {
        let begin = usize::try_from(buffer.offset()).unwrap_or(usize::MAX);
        let claimed = body.get(begin..).and_then(|from| from.first_chunk());
        let claimed = claimed.map_or(0, |bytes| i64::from_le_bytes(*bytes));
        // Below zero, it is not packed.
        unpacked = unpacked.saturating_add(u64::try_from(claimed).unwrap_or(0));
    }
    match unpacked > UNPACKED_UP_TO {
        true => Err(ArrowError::MemoryError(String::new())),
        false => Ok(()),
    }
}

fn unfit(why: &str) -> ArrowError {
    ArrowError::IpcError(why.to_owned())
}

fn cut_off() -> ArrowError {
    unfit("it ends too soon")
}

/// What the Arrow library says of a file.
pub(super) fn broken(error: ArrowError, file: &str) -> LeadError {
    match error {
        ArrowError::IoError(_, error) => LeadError::read(file, error),
        ArrowError::MemoryError(_) => LeadError::wrong(
            file,
            format!(
                "a record batch of the Arrow file holds more than {} GB when it is unpacked",
                UNPACKED_UP_TO >> 30
            ),
            "write it in smaller record batches, or as Parquet",
        ),
        ArrowError::NotYetImplemented(what) => LeadError::wrong(
            file,
            format!("the Arrow file uses a feature that segplan does not read ({what})"),
            "write it with the usual types, or as Parquet",
        ),
        ArrowError::IpcError(why) | ArrowError::ParseError(why) => damaged(file, &why),
        other => damaged(file, &other.to_string()),
    }
}

pub(super) fn damaged(file: &str, why: &str) -> LeadError {
    LeadError::wrong(
        file,
        format!("the Arrow file is damaged or cut off ({why})"),
        "download or export it again",
    )
}
