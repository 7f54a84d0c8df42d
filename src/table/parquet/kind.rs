//! What the values of a column mean, whichever way they are stored.

use parquet::basic::{ConvertedType, LogicalType, Repetition, TimeUnit, Type as Physical};
use parquet::schema::types::Type;

use crate::condition::value::Decimal;

/// What the values of a column mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::table) enum Kind {
    Boolean,
    Signed,
    /// Stored with the bits of an integer with a sign.
    Unsigned,
    Half,
    Float,
    Double,
    /// With so many places.
    Decimal(u32),
    Date,
    /// So many units in a second.
    Time(i64),
    Timestamp {
        in_a_second: i64,
        is_utc: bool,
    },
    /// A day and a time of day in twelve bytes, as Impala and Spark wrote them.
    Int96,
    /// Texts, and bytes that nobody says anything of.
    Text,
    Uuid,
    /// Nothing but nulls.
    Nothing,
    /// What no condition can ask about and no text can hold, by its name for people.
    Other(&'static str),
}

impl Kind {
    /// What the columns of this type, at the top of a table, hold.
    pub(in crate::table) fn of(column: &Type) -> Self {
        let info = column.get_basic_info();
        if column.is_group() {
            return Self::Other(match (info.logical_type_ref(), info.converted_type()) {
                (Some(LogicalType::List), _) | (_, ConvertedType::LIST) => "lists",
                (Some(LogicalType::Map), _) | (_, ConvertedType::MAP) => "maps",
                (Some(LogicalType::Variant(_)), _) => "values of any type",
                _ => "groups of fields",
            });
        }
        if info.has_repetition() && info.repetition() == Repetition::REPEATED {
            return Self::Other("lists");
        }
        if info.converted_type() == ConvertedType::INTERVAL {
            return Self::Other("time spans");
        }
        let meant = info.logical_type_ref().cloned();
        let meant = meant.or_else(|| older(column));
        if meant == Some(LogicalType::Unknown) {
            return Self::Nothing;
        }
        match column.get_physical_type() {
            Physical::BOOLEAN => Self::Boolean,
            Physical::INT32 | Physical::INT64 => Self::of_integer(meant),
            Physical::INT96 => Self::Int96,
            Physical::FLOAT => Self::Float,
            Physical::DOUBLE => Self::Double,
            Physical::BYTE_ARRAY => Self::of_bytes(meant),
            Physical::FIXED_LEN_BYTE_ARRAY => Self::of_fixed(meant),
        }
    }

    /// What it is that stands in no cell.
    pub(in crate::table) fn no_cells(self) -> Option<&'static str> {
        match self {
            Self::Other(name) => Some(name),
            _ => None,
        }
    }

    fn of_integer(meant: Option<LogicalType>) -> Self {
        match meant {
            None => Self::Signed,
            Some(LogicalType::Integer(integer)) if integer.is_signed => Self::Signed,
            Some(LogicalType::Integer(_)) => Self::Unsigned,
            Some(LogicalType::Decimal(decimal)) => Self::decimal(decimal.scale),
            Some(LogicalType::Date) => Self::Date,
            Some(LogicalType::Time(time)) => Self::Time(in_a_second(time.unit)),
            Some(LogicalType::Timestamp(time)) => Self::Timestamp {
                in_a_second: in_a_second(time.unit),
                is_utc: time.is_adjusted_to_u_t_c,
            },
            Some(_) => Self::Other("a kind of number that segplan does not know"),
        }
    }

    fn of_bytes(meant: Option<LogicalType>) -> Self {
        match meant {
            None | Some(LogicalType::String | LogicalType::Enum | LogicalType::Json) => Self::Text,
            Some(LogicalType::Decimal(decimal)) => Self::decimal(decimal.scale),
            Some(LogicalType::Bson) => Self::Other("BSON documents"),
            Some(LogicalType::Geometry(_) | LogicalType::Geography(_)) => Self::Other("shapes"),
            Some(_) => Self::Other("bytes"),
        }
    }

    fn of_fixed(meant: Option<LogicalType>) -> Self {
        match meant {
            Some(LogicalType::Decimal(decimal)) => Self::decimal(decimal.scale),
            Some(LogicalType::Uuid) => Self::Uuid,
            Some(LogicalType::Float16) => Self::Half,
            None => Self::Text,
            Some(_) => Self::Other("bytes"),
        }
    }

    fn decimal(scale: i32) -> Self {
        match u32::try_from(scale) {
            Ok(scale) if scale <= Decimal::SCALE_UP_TO => Self::Decimal(scale),
            _ => Self::Other("decimals with more than 38 places"),
        }
    }
}

/// What files from before 2018 say of a column.
fn older(column: &Type) -> Option<LogicalType> {
    use ConvertedType as C;
    Some(match column.get_basic_info().converted_type() {
        C::UTF8 => LogicalType::String,
        C::ENUM => LogicalType::Enum,
        C::JSON => LogicalType::Json,
        C::BSON => LogicalType::Bson,
        C::DECIMAL => LogicalType::decimal(column.get_scale(), column.get_precision()),
        C::DATE => LogicalType::Date,
        C::TIME_MILLIS => LogicalType::time(true, TimeUnit::MILLIS),
        C::TIME_MICROS => LogicalType::time(true, TimeUnit::MICROS),
        C::TIMESTAMP_MILLIS => LogicalType::timestamp(true, TimeUnit::MILLIS),
        C::TIMESTAMP_MICROS => LogicalType::timestamp(true, TimeUnit::MICROS),
        C::UINT_8 | C::UINT_16 | C::UINT_32 | C::UINT_64 => LogicalType::integer(64, false),
        C::INT_8 | C::INT_16 | C::INT_32 | C::INT_64 => LogicalType::integer(64, true),
        _ => return None,
    })
}

fn in_a_second(unit: TimeUnit) -> i64 {
    match unit {
        TimeUnit::MILLIS => 1000,
        TimeUnit::MICROS => 1_000_000,
        TimeUnit::NANOS => 1_000_000_000,
    }
}
