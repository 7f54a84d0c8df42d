//! The answer to a query, as text.

use arrow_array::cast::AsArray;
use arrow_array::types::{
    Date32Type, Date64Type, Float32Type, Float64Type, Int8Type, Int16Type, Int32Type, Int64Type,
    UInt8Type, UInt16Type, UInt32Type, UInt64Type,
};
use arrow_array::{Array, ArrowPrimitiveType, PrimitiveArray, RecordBatch, new_empty_array};
use arrow_schema::{DataType, Field, Schema};
use jiff::civil::Date;

use super::wrong;
use crate::lead_error::LeadError;

/// Rows of text, under the names of their columns; null is `None`.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct QueryAnswer {
    /// The columns' names.
    pub columns: Vec<String>,
    /// Whether each column has values that only come in as texts.
    pub(super) as_text: Vec<bool>,
    /// The rows, each with a cell a column.
    pub rows: Vec<Vec<Option<String>>>,
}

impl QueryAnswer {
    /// No rows yet, of these columns.
    pub(super) fn of(schema: &Schema) -> Self {
        let fields = schema.fields();
        let is_read = |field: &Field| texts(&new_empty_array(field.data_type())).is_some();
        Self {
            columns: fields.iter().map(|field| field.name().clone()).collect(),
            as_text: fields.iter().map(|field| !is_read(field)).collect(),
            rows: Vec::new(),
        }
    }

    /// The rows of a table in Arrow's form, added below.
    ///
    /// # Errors
    /// If a column has a type that is neither text, number, boolean nor date.
    pub(super) fn add(&mut self, batch: &RecordBatch) -> Result<(), LeadError> {
        let schema = batch.schema();
        let mut columns = Vec::new();
        for (field, column) in schema.fields().iter().zip(batch.columns()) {
            columns.push(texts(column).ok_or_else(|| {
                wrong(format!(
                        "the driver answers column {} as {}, which segplan doesn't read",
                        field.name(),
                        field.data_type()
                    ),
                    "run the query of `segplan sql` in the engine's own program, and audit its answer \
                     with --from-masks",
                )
            })?);
        }
        let mut columns: Vec<_> = columns.into_iter().map(Vec::into_iter).collect();
        for _ in 0..batch.num_rows() {
            let row = columns.iter_mut().map(|column| column.next().flatten());
            self.rows.push(row.collect());
        }
        Ok(())
    }

    /// As CSV with a header; null is empty.
    ///
    /// # Errors
    /// If the text cannot be put together, which no answer is known for.
    pub fn csv(&self) -> Result<Vec<u8>, LeadError> {
        let mut csv = csv::Writer::from_writer(Vec::new());
        let rows = self.rows.iter();
        let rows = rows.map(|row| {
            row.iter()
                .map(|cell| cell.as_deref().unwrap_or(""))
                .collect()
        });
        let header: Vec<&str> = self.columns.iter().map(String::as_str).collect();
        for row in std::iter::once(header).chain(rows) {
            csv.write_record(&row).map_err(|error| unwritten(&error))?;
        }
        csv.into_inner().map_err(|error| unwritten(&error))
    }
}

fn unwritten(error: &impl std::fmt::Display) -> LeadError {
    wrong(format!("the answer cannot be read: {error}"), "ask again")
}

/// The values as text; `None` if they have a type that no query of segplan answers in.
fn texts(column: &dyn Array) -> Option<Vec<Option<String>>> {
    Some(match column.data_type() {
        DataType::Utf8 => each(column.as_string::<i32>(), str::to_owned),
        DataType::LargeUtf8 => each(column.as_string::<i64>(), str::to_owned),
        DataType::Utf8View => each(column.as_string_view(), str::to_owned),
        DataType::Boolean => each(column.as_boolean(), |value| value.to_string()),
        DataType::Int8 => numbers(column.as_primitive::<Int8Type>()),
        DataType::Int16 => numbers(column.as_primitive::<Int16Type>()),
        DataType::Int32 => numbers(column.as_primitive::<Int32Type>()),
        DataType::Int64 => numbers(column.as_primitive::<Int64Type>()),
        DataType::UInt8 => numbers(column.as_primitive::<UInt8Type>()),
        DataType::UInt16 => numbers(column.as_primitive::<UInt16Type>()),
        DataType::UInt32 => numbers(column.as_primitive::<UInt32Type>()),
        DataType::UInt64 => numbers(column.as_primitive::<UInt64Type>()),
        DataType::Float32 => numbers(column.as_primitive::<Float32Type>()),
        DataType::Float64 => numbers(column.as_primitive::<Float64Type>()),
        DataType::Date32 => days(column.as_primitive::<Date32Type>(), i64::from),
        DataType::Date64 => days(column.as_primitive::<Date64Type>(), |milliseconds| {
            milliseconds.div_euclid(86_400_000)
        }),
        DataType::Null => vec![None; column.len()],
        _ => return None,
    })
}

fn each<T>(
    values: impl IntoIterator<Item = Option<T>>,
    text: impl Fn(T) -> String,
) -> Vec<Option<String>> {
    values.into_iter().map(|value| value.map(&text)).collect()
}

fn numbers<T: ArrowPrimitiveType<Native: ToString>>(
    values: &PrimitiveArray<T>,
) -> Vec<Option<String>> {
    each(values, |value| value.to_string())
}

/// A day beyond what dates can be is null, as it is in a mask table.
fn days<T: ArrowPrimitiveType>(
    values: &PrimitiveArray<T>,
    since_1970: impl Fn(T::Native) -> i64,
) -> Vec<Option<String>> {
    let day = |value| {
        let days = jiff::Span::new().try_days(since_1970(value)).ok()?;
        let date = Date::constant(1970, 1, 1).checked_add(days).ok()?;
        Some(date.to_string())
    };
    values
        .into_iter()
        .map(|value| value.and_then(day))
        .collect()
}
