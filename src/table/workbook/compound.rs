//! The compound files that XLS workbooks are: a file system in a file ([MS-CFB]).
//!
//! Only the stream of the workbook is taken from one. calamine gets it in a compound file of our
//! own, so that it follows no chain of sectors that runs in a circle.

use super::kind;
use crate::lead_error::LeadError;

/// How a compound file begins.
pub(super) const SIGNATURE: &[u8; 8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

/// No sector: the end of a chain; and a sector of the table itself.
const END: u32 = 0xffff_fffe;
const TABLE: u32 = 0xffff_fffd;
const FREE: u32 = 0xffff_ffff;

/// Bytes of a sector that [`with_stream`] writes. The header points at 109 sectors of the table,
/// which then reach for 456 MB.
const SECTOR: usize = 4096;
const ENTRIES: usize = SECTOR / 4;

/// A compound file in memory.
struct Compound<'a> {
    bytes: &'a [u8],
    sector: usize,
    /// The sector after each; of the small sectors, too.
    next: Vec<u32>,
    next_small: Vec<u32>,
    /// What small sectors are part of.
    small: Vec<u8>,
    entries: Vec<Entry>,
}

/// A file in it.
struct Entry {
    name: String,
    start: u32,
    size: u64,
}

/// The stream of the workbook in a compound file; an error that says what else it holds.
pub(super) fn workbook(bytes: &[u8]) -> Result<Vec<u8>, LeadError> {
    let file = Compound::open(bytes).ok_or_else(|| kind::damaged("its directory is broken"))?;
    let has = |name: &str| file.entry(name).is_some();
    let Some(entry) = file.entry("Workbook") else {
        return Err(match () {
            () if has("Book") => kind::excel_95(),
            () if has("EncryptedPackage") => kind::protected(),
            () if has("WordDocument") => kind::not_read(
                "a Word document",
                "open it and save the table as .xlsx or CSV",
            ),
            () => kind::not_read(
                "an Office file without a workbook in it",
                "open it and save the table as .xlsx or CSV",
            ),
        });
    };
    let stream = file.stream(entry);
    stream.ok_or_else(|| kind::damaged("its sectors do not fit together"))
}

impl<'a> Compound<'a> {
    fn open(bytes: &'a [u8]) -> Option<Self> {
        let short = |place: usize| Some(u16::from_le_bytes(*bytes.get(place..)?.first_chunk()?));
        let long = |place: usize| word(bytes, place);
        let sector = 1_usize << short(30)?.min(16);
        if !matches!(sector, 512 | 4096) || short(32)? != 6 {
            return None;
        }
        let mut file = Self {
            bytes,
            sector,
            next: Vec::new(),
            next_small: Vec::new(),
            small: Vec::new(),
            entries: Vec::new(),
        };
        for table in file.table(long(68)?)? {
            file.next.extend(words(file.at(table)?));
        }
        let directory = file.chain(long(48)?)?;
        file.entries = directory.chunks_exact(128).filter_map(Entry::new).collect();
        let root = file.entries.first()?;
        file.small = file.chain(root.start).unwrap_or_default();
        let next_small = file.chain(long(60)?).unwrap_or_default();
        file.next_small = words(&next_small).collect();
        Some(file)
    }

    /// The sectors of the table of sectors: 109 in the header, others in a chain from `more` on.
    fn table(&self, mut more: u32) -> Option<Vec<u32>> {
        let mut sectors: Vec<u32> = words(self.bytes.get(76..512)?).collect();
        while more < TABLE {
            if sectors.len() > self.sectors() {
                return None;
            }
            let mut listed: Vec<u32> = words(self.at(more)?).collect();
            more = listed.pop()?;
            sectors.extend(listed);
        }
        sectors.retain(|sector| *sector < TABLE);
        Some(sectors)
    }

    /// How many sectors there may be.
    fn sectors(&self) -> usize {
        self.bytes.len() / self.sector + 1
    }

    /// The bytes of a sector; the last one of a file may be short.
    fn at(&self, sector: u32) -> Option<&'a [u8]> {
        let start = (sector as usize).checked_add(1)?.checked_mul(self.sector)?;
        let rest = self.bytes.get(start..)?;
        Some(&rest[..self.sector.min(rest.len())])
    }

    /// The bytes of all sectors from one on; None where they run in a circle or out of the file.
    fn chain(&self, mut sector: u32) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        let mut steps = 0;
        while sector != END {
            bytes.extend_from_slice(self.at(sector)?);
            sector = *self.next.get(sector as usize)?;
            steps += 1;
            if steps > self.sectors() {
                return None;
            }
        }
        Some(bytes)
    }

    fn entry(&self, name: &str) -> Option<&Entry> {
        let mut entries = self.entries.iter();
        entries.find(|entry| entry.name.eq_ignore_ascii_case(name))
    }

    fn stream(&self, entry: &Entry) -> Option<Vec<u8>> {
        let size = usize::try_from(entry.size).ok()?;
        let mut bytes = match entry.size < 4096 {
            true => self.small_chain(entry.start)?,
            false => self.chain(entry.start)?,
        };
        bytes.truncate(size);
        Some(bytes)
    }

    fn small_chain(&self, mut sector: u32) -> Option<Vec<u8>> {
        let mut bytes = Vec::new();
        while sector != END && bytes.len() < 4096 {
            let start = (sector as usize).checked_mul(64)?;
            bytes.extend_from_slice(self.small.get(start..start + 64)?);
            sector = *self.next_small.get(sector as usize)?;
        }
        Some(bytes)
    }
}

impl Entry {
    fn new(bytes: &[u8]) -> Option<Self> {
        let letters = bytes.get(..64)?.chunks_exact(2);
        let letters = letters.map(|pair| u16::from_le_bytes([pair[0], pair[1]]));
        let letters: Vec<u16> = letters.take_while(|letter| *letter != 0).collect();
        Some(Self {
            name: String::from_utf16_lossy(&letters),
            start: word(bytes, 116)?,
            size: u64::from(word(bytes, 120)?),
        })
    }
}

fn word(bytes: &[u8], place: usize) -> Option<u32> {
    Some(u32::from_le_bytes(*bytes.get(place..)?.first_chunk()?))
}

fn words(bytes: &[u8]) -> impl Iterator<Item = u32> {
    let (words, _) = bytes.as_chunks::<4>();
    words.iter().map(|word| u32::from_le_bytes(*word))
}

/// A compound file that holds one stream; None if it is longer than a header can point at.
pub(super) fn with_stream(name: &str, mut stream: Vec<u8>) -> Option<Vec<u8>> {
    let size = stream.len().next_multiple_of(SECTOR).max(SECTOR);
    // Zeros behind the last record are none.
    stream.resize(size, 0);
    let data = size / SECTOR;
    // One for the directory; the table lists its own sectors, too.
    let tables = (data + 1).div_ceil(ENTRIES - 1);
    if tables > 109 {
        return None;
    }
    let directory = tables as u32;
    let mut file = header(tables, directory);
    let mut table = vec![FREE; tables * ENTRIES];
    table[..tables].fill(TABLE);
    table[tables] = END;
    let first = directory + 1;
    for (place, entry) in table.iter_mut().enumerate().skip(tables + 1).take(data) {
        *entry = place as u32 + 1;
    }
    table[tables + data] = END;
    file.extend(table.into_iter().flat_map(u32::to_le_bytes));
    let mut entries = vec![0; SECTOR];
    put_entry(&mut entries[..128], "Root Entry", 5, (0, 0));
    put_entry(&mut entries[128..256], name, 2, (first, size as u32));
    file.extend(entries);
    file.extend(stream);
    Some(file)
}

fn header(tables: usize, directory: u32) -> Vec<u8> {
    let mut header = vec![0; SECTOR];
    let mut put =
        |place: usize, bytes: &[u8]| header[place..place + bytes.len()].copy_from_slice(bytes);
    put(0, SIGNATURE);
    put(24, &[0x3e, 0, 4, 0, 0xfe, 0xff, 12, 0, 6, 0]);
    put(44, &(tables as u32).to_le_bytes());
    put(48, &directory.to_le_bytes());
    put(56, &4096_u32.to_le_bytes());
    put(60, &END.to_le_bytes());
    put(68, &END.to_le_bytes());
    for place in 0..109 {
        let table = if place < tables { place as u32 } else { FREE };
        put(76 + 4 * place, &table.to_le_bytes());
    }
    header
}

fn put_entry(entry: &mut [u8], name: &str, kind: u8, (start, size): (u32, u32)) {
    for (place, letter) in name.bytes().enumerate() {
        entry[2 * place] = letter;
    }
    entry[64] = (2 * name.len() + 2) as u8;
    entry[66] = kind;
    entry[116..120].copy_from_slice(&start.to_le_bytes());
    entry[120..124].copy_from_slice(&size.to_le_bytes());
}
