//! The table as Parquet.

use std::error::Error;
use std::fs::File;
use std::path::Path;
use std::sync::Arc;

use jiff::civil::{Date, date};
use parquet::basic::{Compression, LogicalType, Repetition, Type as Physical};
use parquet::data_type::{BoolType, ByteArray, ByteArrayType, DataType, DoubleType, Int32Type};
use parquet::errors::Result;
use parquet::file::properties::WriterProperties;
use parquet::file::writer::{SerializedFileWriter, SerializedRowGroupWriter};
use parquet::schema::types::{Type, TypePtr};

use super::lead::{Employees, Lead};
use super::text::COLUMNS;

const ROWS_AT_A_TIME: usize = 122_880;

/// Writes the leads to a file, in row groups of 122,880 as DuckDB does.
pub(crate) fn write(
    file: &Path,
    mut leads: impl Iterator<Item = Lead>,
) -> std::result::Result<(), Box<dyn Error>> {
    let properties = WriterProperties::builder().set_compression(Compression::SNAPPY);
    let properties = Arc::new(properties.build());
    let mut out = SerializedFileWriter::new(File::create(file)?, schema()?, properties)?;
    loop {
        let some: Vec<Lead> = leads.by_ref().take(ROWS_AT_A_TIME).collect();
        if some.is_empty() {
            out.close()?;
            return Ok(());
        }
        let mut group = out.next_row_group()?;
        write_group(&mut group, &some)?;
        group.close()?;
    }
}

fn schema() -> Result<TypePtr> {
    let columns = COLUMNS.into_iter().map(|name| {
        let (physical, logical) = match name {
            "created_on" | "last_visit" => (Physical::INT32, Some(LogicalType::Date)),
            "No. of employees" | "visits_30d" | "converted" => (Physical::INT32, None),
            "email_opt_in" | "is_competitor" => (Physical::BOOLEAN, None),
            "deal_value" => (Physical::DOUBLE, None),
            _ => (Physical::BYTE_ARRAY, Some(LogicalType::String)),
        };
        let column = Type::primitive_type_builder(name, physical)
            .with_repetition(Repetition::OPTIONAL)
            .with_logical_type(logical);
        column.build().map(Arc::new)
    });
    let columns = columns.collect::<Result<_>>()?;
    let schema = Type::group_type_builder("leads").with_fields(columns);
    schema.build().map(Arc::new)
}

type Group<'a> = SerializedRowGroupWriter<'a, File>;

fn write_group(group: &mut Group, leads: &[Lead]) -> Result<()> {
    text(group, leads, |lead| Some(&lead.id))?;
    day(group, leads, |lead| Some(lead.created_on))?;
    text(group, leads, |lead| lead.country)?;
    text(group, leads, |lead| lead.industry)?;
    number(group, leads, |lead| match lead.employees {
        Employees::Count(count) => Some(count),
        Employees::Unknown | Employees::Empty => None,
    })?;
    text(group, leads, |lead| lead.role)?;
    text(group, leads, |lead| Some(lead.stage))?;
    text(group, leads, |lead| Some(lead.source))?;
    number(group, leads, |lead| Some(lead.visits))?;
    day(group, leads, |lead| lead.last_visit)?;
    column::<BoolType>(group, leads, |lead| lead.email_opt_in)?;
    column::<BoolType>(group, leads, |lead| Some(lead.is_competitor))?;
    column::<DoubleType>(group, leads, |lead| lead.deal_value)?;
    number(group, leads, |lead| lead.converted.map(u64::from))
}

/// Writes the next column of a row group.
fn column<'a, T: DataType>(
    group: &mut Group,
    leads: &'a [Lead],
    get: impl Fn(&'a Lead) -> Option<T::T>,
) -> Result<()> {
    let cells: Vec<Option<T::T>> = leads.iter().map(get).collect();
    let known: Vec<i16> = cells.iter().map(|cell| i16::from(cell.is_some())).collect();
    let values: Vec<T::T> = cells.into_iter().flatten().collect();
    let Some(mut column) = group.next_column()? else {
        return Ok(());
    };
    column
        .typed::<T>()
        .write_batch(&values, Some(&known), None)?;
    column.close()
}

fn text<'a>(
    group: &mut Group,
    leads: &'a [Lead],
    get: impl Fn(&'a Lead) -> Option<&'a str>,
) -> Result<()> {
    column::<ByteArrayType>(group, leads, |lead| get(lead).map(ByteArray::from))
}

fn number(group: &mut Group, leads: &[Lead], get: impl Fn(&Lead) -> Option<u64>) -> Result<()> {
    column::<Int32Type>(group, leads, |lead| i32::try_from(get(lead)?).ok())
}

fn day(group: &mut Group, leads: &[Lead], get: impl Fn(&Lead) -> Option<Date>) -> Result<()> {
    column::<Int32Type>(group, leads, |lead| {
        let since_1970 = date(1970, 1, 1).until(get(lead)?).ok()?;
        Some(since_1970.get_days())
    })
}
