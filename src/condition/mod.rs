//! The language of conditions: `where`, `outcome`, `reachable` and `exclude`.

pub mod ast;

pub use ast::{
    AttributeId, AttributeType, Comparison, Condition, Expression, Literal, Mention, Operand,
    Predicate, Test,
};
