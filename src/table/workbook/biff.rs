//! The records that an XLS workbook consists of ([MS-XLS]), looked through before calamine reads
//! them.

use super::open::Area;
use super::{CELLS_UP_TO, UNPACKED_UP_TO, kind};
use crate::lead_error::LeadError;

const BEGIN: u16 = 0x0809;
const END: u16 = 0x000a;
const PASSWORD: u16 = 0x002f;
const SHEET: u16 = 0x0085;
const CONTINUE: u16 = 0x003c;
const SHARED_TEXTS: u16 = 0x00fc;
const SHARED_TEXT: u16 = 0x00fd;
const DIMENSIONS: u16 = 0x0200;
const SEVERAL_NUMBERS: u16 = 0x00bd;
/// Formula, texts, numbers, yes or no.
const CELLS: [u16; 7] = [0x0006, 0x00d6, 0x00fd, 0x0203, 0x0204, 0x0205, 0x027e];

/// Refuses a stream that is of Excel 95 or needs a password, and one whose sheets span more cells
/// than are kept, or repeat more text than is kept: calamine copies it for each. What sheets claim of their size is deleted: calamine makes room for it.
pub(super) fn check(stream: &mut [u8]) -> Result<(), LeadError> {
    let (mut sheets, mut shared, mut before) = (Vec::new(), Vec::new(), BEGIN);
    for (kind_of, place, length) in records(stream, 0) {
        let data = &stream[place..place + length];
        match kind_of {
            BEGIN if matches!(data, [0, 2..=5, ..]) => return Err(kind::excel_95()),
            PASSWORD => return Err(kind::protected()),
            SHEET => sheets.extend(data.first_chunk().map(|start| u32::from_le_bytes(*start))),
            SHARED_TEXTS => shared.push(data.get(8..).unwrap_or_default()),
            CONTINUE if before == SHARED_TEXTS => shared.push(data),
            END => break,
            _ => {}
        }
        if kind_of != CONTINUE {
            before = kind_of;
        }
    }
    let (letters, mut bytes) = (letters(&shared), 0_u64);
    drop(shared);
    let (mut cells, mut walked, mut claims) = (0_u64, 0, Vec::new());
    for start in sheets {
        let mut area = Area::default();
        let mut depth = 0;
        for (kind_of, place, length) in records(stream, start as usize) {
            let data = &stream[place..place + length];
            walked += data.len() as u64 + 4;
            match kind_of {
                BEGIN => depth += 1,
                END if depth <= 1 => break,
                END => depth -= 1,
                DIMENSIONS => claims.push(place..place + length),
                SEVERAL_NUMBERS => {
                    area.add(cell(data));
                    let last = data.last_chunk().map(|last| u16::from_le_bytes(*last));
                    area.add((cell(data).0, last.map_or(0, u32::from)));
                }
                other if CELLS.contains(&other) => area.add(cell(data)),
                _ => {}
            }
            if kind_of == SHARED_TEXT {
                let text = data.get(6..).and_then(|rest| rest.first_chunk());
                let text = text.map_or(0, |text| u32::from_le_bytes(*text) as usize);
                bytes += 3 * u64::from(letters.get(text).copied().unwrap_or(0));
            }
            if bytes > UNPACKED_UP_TO {
                return Err(kind::too_large());
            }
        }
        cells = cells.saturating_add(area.cells());
        if cells > CELLS_UP_TO || walked > UNPACKED_UP_TO {
            return Err(kind::too_many_cells());
        }
    }
    for claim in claims {
        stream[claim].fill(0);
    }
    Ok(())
}

/// How many letters each text has that cells share; as far as they can be read.
fn letters(parts: &[&[u8]]) -> Vec<u16> {
    let mut parts = parts.iter().copied();
    let mut part = parts.next().unwrap_or_default();
    let mut letters = Vec::new();
    loop {
        if part.is_empty() {
            match parts.next() {
                Some(next) => part = next,
                None => return letters,
            }
        }
        let Some((head, rest)) = part.split_first_chunk::<3>() else {
            return letters;
        };
        let (count, flags) = (u16::from_le_bytes([head[0], head[1]]), head[2]);
        letters.push(count);
        part = rest;
        let (mut behind, mut left) = (0_u64, usize::from(count));
        if flags & 8 != 0 {
            behind += 4 * u64::from(taken::<2>(&mut part).map_or(0, u16::from_le_bytes));
        }
        if flags & 4 != 0 {
            behind += u64::from(taken::<4>(&mut part).map_or(0, u32::from_le_bytes));
        }
        let mut width = 1 + usize::from(flags & 1);
        while left > 0 {
            let here = left.min(part.len() / width);
            left -= here;
            part = &part[here * width..];
            if left > 0 {
                let Some((flags, rest)) = parts.next().and_then(<[u8]>::split_first) else {
                    return letters;
                };
                (width, part) = (1 + usize::from(flags & 1), rest);
            }
        }
        while behind > 0 {
            if part.is_empty() {
                match parts.next() {
                    Some(next) => part = next,
                    None => return letters,
                }
            }
            let here = part
                .len()
                .min(usize::try_from(behind).unwrap_or(usize::MAX));
            part = &part[here..];
            behind -= here as u64;
        }
    }
}

/// The next bytes of a part; None if it has fewer.
fn taken<const N: usize>(part: &mut &[u8]) -> Option<[u8; N]> {
    let (taken, rest) = part.split_first_chunk::<N>()?;
    *part = rest;
    Some(*taken)
}

/// The row and column that a cell's record begins with.
fn cell(data: &[u8]) -> (u32, u32) {
    match data {
        [row, higher, column, right, ..] => (
            u32::from(u16::from_le_bytes([*row, *higher])),
            u32::from(u16::from_le_bytes([*column, *right])),
        ),
        _ => (0, 0),
    }
}

/// What kind each record from a place on is, and where its bytes are.
fn records(stream: &[u8], mut place: usize) -> impl Iterator<Item = (u16, usize, usize)> {
    std::iter::from_fn(move || {
        let [kind, more, length, longer] = *stream.get(place..)?.first_chunk()?;
        let length = usize::from(u16::from_le_bytes([length, longer]));
        let data = place + 4;
        place = data + length;
        (place <= stream.len()).then_some((u16::from_le_bytes([kind, more]), data, length))
    })
}
