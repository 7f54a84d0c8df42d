//! Columns of Arrow tables as Parquet has them, so that their values mean the same.

use arrow_schema::{DataType as Arrow, Field, TimeUnit as ArrowUnit};
use parquet::basic::{LogicalType, Repetition, TimeUnit, Type as Physical};
use parquet::schema::types::Type;

/// The type that a column has in Parquet; what it holds, for people, where that is nothing for a cell.
pub(super) fn parquet_type(field: &Field) -> Result<Type, &'static str> {
    let kind = match field.data_type() {
        Arrow::Dictionary(_, values) => values.as_ref(),
        kind => kind,
    };
    let is_uuid = field.extension_type_name() == Some("arrow.uuid");
    let column = |physical| Type::primitive_type_builder(field.name(), physical);
    let meaning = |physical, meaning| column(physical).with_logical_type(Some(meaning));
    let decimal = |physical, precision: u8, scale: i8| {
        let (precision, scale) = (i32::from(precision), i32::from(scale));
        let column = meaning(physical, LogicalType::decimal(scale, precision));
        column.with_precision(precision).with_scale(scale)
    };
    let column = match kind {
        Arrow::Null => meaning(Physical::INT32, LogicalType::Unknown),
        Arrow::Boolean => column(Physical::BOOLEAN),
        Arrow::Int8 => meaning(Physical::INT32, LogicalType::integer(8, true)),
        Arrow::Int16 => meaning(Physical::INT32, LogicalType::integer(16, true)),
        Arrow::Int32 => column(Physical::INT32),
        Arrow::Int64 => column(Physical::INT64),
        Arrow::UInt8 => meaning(Physical::INT32, LogicalType::integer(8, false)),
        Arrow::UInt16 => meaning(Physical::INT32, LogicalType::integer(16, false)),
        Arrow::UInt32 => meaning(Physical::INT32, LogicalType::integer(32, false)),
        Arrow::UInt64 => meaning(Physical::INT64, LogicalType::integer(64, false)),
        Arrow::Float16 => {
            meaning(Physical::FIXED_LEN_BYTE_ARRAY, LogicalType::Float16).with_length(2)
        }
        Arrow::Float32 => column(Physical::FLOAT),
        Arrow::Float64 => column(Physical::DOUBLE),
        Arrow::Decimal32(precision, scale) => decimal(Physical::INT32, *precision, *scale),
        Arrow::Decimal64(precision, scale) => decimal(Physical::INT64, *precision, *scale),
        Arrow::Decimal128(precision, scale) => {
            decimal(Physical::FIXED_LEN_BYTE_ARRAY, *precision, *scale).with_length(16)
        }
        Arrow::Decimal256(precision, scale) => {
            decimal(Physical::FIXED_LEN_BYTE_ARRAY, *precision, *scale).with_length(32)
        }
        Arrow::Date32 | Arrow::Date64 => meaning(Physical::INT32, LogicalType::Date),
        Arrow::Time32(_) => meaning(Physical::INT32, LogicalType::time(false, TimeUnit::MILLIS)),
        Arrow::Time64(unit) => meaning(Physical::INT64, LogicalType::time(false, stored(*unit))),
        Arrow::Timestamp(unit, zone) => meaning(
            Physical::INT64,
            LogicalType::timestamp(zone.is_some(), stored(*unit)),
        ),
        Arrow::Utf8 | Arrow::LargeUtf8 | Arrow::Utf8View => {
            meaning(Physical::BYTE_ARRAY, LogicalType::String)
        }
        Arrow::Binary | Arrow::LargeBinary | Arrow::BinaryView => column(Physical::BYTE_ARRAY),
        Arrow::FixedSizeBinary(16) if is_uuid => {
            meaning(Physical::FIXED_LEN_BYTE_ARRAY, LogicalType::Uuid).with_length(16)
        }
        Arrow::FixedSizeBinary(bytes) => column(Physical::FIXED_LEN_BYTE_ARRAY).with_length(*bytes),
        Arrow::Duration(_) | Arrow::Interval(_) => return Err("time spans"),
        Arrow::Struct(_) => return Err("groups of fields"),
        Arrow::Map(..) => return Err("maps"),
        Arrow::Union(..) => return Err("values of any type"),
        Arrow::RunEndEncoded(..) => return Err("values stored as runs"),
        Arrow::List(_)
        | Arrow::LargeList(_)
        | Arrow::ListView(_)
        | Arrow::LargeListView(_)
        | Arrow::FixedSizeList(..) => return Err("lists"),
        Arrow::Dictionary(..) => return Err("dictionaries of dictionaries"),
    };
    let column = column.with_repetition(Repetition::OPTIONAL).build();
    column.map_err(|_| "values of a type that Parquet doesn't have")
}

/// In which unit times are kept; Parquet has no seconds.
fn stored(unit: ArrowUnit) -> TimeUnit {
    match unit {
        ArrowUnit::Second | ArrowUnit::Millisecond => TimeUnit::MILLIS,
        ArrowUnit::Microsecond => TimeUnit::MICROS,
        ArrowUnit::Nanosecond => TimeUnit::NANOS,
    }
}
