//! Enumerations that people write by name.

/// Declares an enumeration whose variants have names in plans, with `ALL`, `name` and `from_name`.
#[doc(hidden)]
#[macro_export]
macro_rules! named {
    (
        $(#[$outer:meta])*
        pub enum $kind:ident {
            $($(#[$inner:meta])* $variant:ident = $name:literal,)+
        }
    ) => {
        $(#[$outer])*
        pub enum $kind {
            $($(#[$inner])* $variant,)+
        }

        impl $kind {
            /// All of them, in the usual order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name as it is written in plans.
            pub fn name(self) -> &'static str {
                match self {
                    $(Self::$variant => $name),+
                }
            }

            /// The one of this name, written exactly so.
            pub fn from_name(name: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|one| one.name() == name)
            }
        }
    };
}

pub use named;
