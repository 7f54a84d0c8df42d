//! Values of Arrow arrays as Parquet stores them.

use std::sync::Arc;

use arrow_array::cast::AsArray;
use arrow_array::types::{
    BinaryType, BinaryViewType, ByteArrayType, ByteViewType, Date32Type, Date64Type, Decimal32Type,
    Decimal64Type, Decimal128Type, Decimal256Type, Float16Type, Float32Type, Float64Type, Int8Type,
    Int16Type, Int32Type, Int64Type, LargeBinaryType, LargeUtf8Type, StringViewType,
    Time32MillisecondType, Time32SecondType, Time64MicrosecondType, Time64NanosecondType,
    TimestampMicrosecondType, TimestampMillisecondType, TimestampNanosecondType,
    TimestampSecondType, UInt8Type, UInt16Type, UInt32Type, UInt64Type, Utf8Type,
};
use arrow_array::{Array, ArrayRef, ArrowPrimitiveType, GenericByteViewArray};
use arrow_buffer::ArrowNativeType;
use arrow_schema::{DataType, TimeUnit};
use bytes::Bytes;

use crate::table::parquet::{ByteArrays, Flat, Kind, Rows, Stored};

/// A day in milliseconds.
const DAY: i64 = 86_400_000;

/// The values of a dictionary that were stored last; others share them from batch to batch.
pub(super) type Dictionary = Option<(ArrayRef, Arc<Stored>)>;

/// Some rows of a column; None where they hold more text than fits, 4 GB.
pub(super) fn rows(array: &dyn Array, kind: Kind, dictionary: &mut Dictionary) -> Option<Rows> {
    let (values, places, is_coded) = match array.data_type() {
        DataType::Dictionary(..) => {
            let array = array.as_any_dictionary();
            let places = match array.values().is_empty() {
                true => Vec::new(),
                false => array.normalized_keys(),
            };
            (coded(array.values(), dictionary)?, places, true)
        }
        _ => (Arc::new(stored(array)?), (0..array.len()).collect(), false),
    };
    let missing = values.len() as u32;
    let nulls = array.logical_nulls();
    let is_null = |row: usize| nulls.as_ref().is_some_and(|nulls| nulls.is_null(row));
    let place = |row: usize| match places.get(row) {
        Some(place) if !is_null(row) => *place as u32,
        _ => missing,
    };
    let places: Vec<u32> = (0..array.len()).map(place).collect();
    let missing_rows = places.iter().map(|place| u32::from(*place == missing));
    Some(Rows::Flat(Flat {
        kind,
        missing: missing_rows.sum(),
        places: Arc::new(places),
        is_coded,
        is_optional: true,
        values,
    }))
}

/// The values of a dictionary, stored once as long as it stays the same.
fn coded(values: &ArrayRef, last: &mut Dictionary) -> Option<Arc<Stored>> {
    if let Some((known, stored)) = last
        && known.to_data().ptr_eq(&values.to_data())
    {
        return Some(Arc::clone(stored));
    }
    let stored = Arc::new(stored(values.as_ref())?);
    *last = Some((Arc::clone(values), Arc::clone(&stored)));
    Some(stored)
}

/// All values of an array; anything stands where one is missing.
fn stored(array: &dyn Array) -> Option<Stored> {
    Some(match array.data_type() {
        DataType::Boolean => Stored::Boolean(array.as_boolean().values().iter().collect()),
        DataType::Int8 => int32::<Int8Type>(array, i32::from),
        DataType::Int16 => int32::<Int16Type>(array, i32::from),
        DataType::Int32 => int32::<Int32Type>(array, |value| value),
        DataType::Int64 => int64::<Int64Type>(array, |value| value),
        DataType::UInt8 => int32::<UInt8Type>(array, i32::from),
        DataType::UInt16 => int32::<UInt16Type>(array, i32::from),
        DataType::UInt32 => int32::<UInt32Type>(array, u32::cast_signed),
        DataType::UInt64 => int64::<UInt64Type>(array, u64::cast_signed),
        DataType::Float16 => fixed::<Float16Type, _>(array, half::f16::to_le_bytes),
        DataType::Float32 => Stored::Float(array.as_primitive::<Float32Type>().values().to_vec()),
        DataType::Float64 => Stored::Double(array.as_primitive::<Float64Type>().values().to_vec()),
        DataType::Decimal32(..) => int32::<Decimal32Type>(array, |value| value),
        DataType::Decimal64(..) => int64::<Decimal64Type>(array, |value| value),
        DataType::Decimal128(..) => fixed::<Decimal128Type, _>(array, i128::to_be_bytes),
        DataType::Decimal256(..) => {
            fixed::<Decimal256Type, _>(array, arrow_buffer::i256::to_be_bytes)
        }
        DataType::Date32 => int32::<Date32Type>(array, |value| value),
        DataType::Date64 => int32::<Date64Type>(array, |time| {
            // Beyond the calendar either way.
            i32::try_from(time.div_euclid(DAY)).unwrap_or(i32::MAX)
        }),
        DataType::Time32(TimeUnit::Second) => {
            int32::<Time32SecondType>(array, |value| value.saturating_mul(1000))
        }
        DataType::Time32(_) => int32::<Time32MillisecondType>(array, |value| value),
        DataType::Time64(TimeUnit::Nanosecond) => {
            int64::<Time64NanosecondType>(array, |value| value)
        }
        DataType::Time64(_) => int64::<Time64MicrosecondType>(array, |value| value),
        DataType::Timestamp(TimeUnit::Second, _) => {
            int64::<TimestampSecondType>(array, |value| value.saturating_mul(1000))
        }
        DataType::Timestamp(TimeUnit::Millisecond, _) => {
            int64::<TimestampMillisecondType>(array, |value| value)
        }
        DataType::Timestamp(TimeUnit::Microsecond, _) => {
            int64::<TimestampMicrosecondType>(array, |value| value)
        }
        DataType::Timestamp(TimeUnit::Nanosecond, _) => {
            int64::<TimestampNanosecondType>(array, |value| value)
        }
        DataType::Utf8 => bytes::<Utf8Type>(array)?,
        DataType::LargeUtf8 => bytes::<LargeUtf8Type>(array)?,
        DataType::Binary => bytes::<BinaryType>(array)?,
        DataType::LargeBinary => bytes::<LargeBinaryType>(array)?,
        DataType::Utf8View => views(array.as_byte_view::<StringViewType>())?,
        DataType::BinaryView => views(array.as_byte_view::<BinaryViewType>())?,
        DataType::FixedSizeBinary(_) => {
            let array = array.as_fixed_size_binary();
            Stored::fixed((0..array.len()).map(|row| array.value(row)))
        }
        // Nothing but missing ones.
        _ => Stored::Int32(Vec::new()),
    })
}

fn int32<T: ArrowPrimitiveType>(array: &dyn Array, value: impl Fn(T::Native) -> i32) -> Stored {
    let values = array.as_primitive::<T>().values().iter();
    Stored::Int32(values.map(|one| value(*one)).collect())
}

fn int64<T: ArrowPrimitiveType>(array: &dyn Array, value: impl Fn(T::Native) -> i64) -> Stored {
    let values = array.as_primitive::<T>().values().iter();
    Stored::Int64(values.map(|one| value(*one)).collect())
}

fn fixed<T: ArrowPrimitiveType, B: AsRef<[u8]>>(
    array: &dyn Array,
    value: impl Fn(T::Native) -> B,
) -> Stored {
    let values = array.as_primitive::<T>().values().iter();
    Stored::fixed(values.map(|one| value(*one)))
}

/// Texts or bytes, which stay where they are.
fn bytes<T: ByteArrayType>(array: &dyn Array) -> Option<Stored> {
    let array = array.as_bytes::<T>();
    let offsets = array.value_offsets();
    let (first, last) = (offsets.first()?.as_usize(), offsets.last()?.as_usize());
    u32::try_from(last - first).ok()?;
    let page = array.values().slice_with_length(first, last - first);
    let begins = |offset: T::Offset| (offset.as_usize() - first) as u32;
    let bounds = offsets
        .windows(2)
        .map(|ends| (begins(ends[0]), begins(ends[1])));
    let arrays = ByteArrays::new(Bytes::from_owner(page), bounds.collect());
    Some(Stored::ByteArrays(arrays))
}

/// The same of arrays whose texts stand in several places, put together.
fn views<T: ByteViewType>(array: &GenericByteViewArray<T>) -> Option<Stored> {
    let (mut page, mut bounds) = (Vec::new(), Vec::with_capacity(array.len()));
    for row in 0..array.len() {
        let begin = u32::try_from(page.len()).ok()?;
        if array.is_valid(row) {
            page.extend_from_slice(array.value(row).as_ref());
        }
        bounds.push((begin, u32::try_from(page.len()).ok()?));
    }
    let arrays = ByteArrays::new(Bytes::from(page), bounds);
    Some(Stored::ByteArrays(arrays))
}
