//! The functions that write numbers and dates in the theme's language, as templates call them.

use std::sync::LazyLock;

use typst::comemo::Tracked;
use typst::diag::SourceResult;
use typst::engine::Engine;
use typst::foundations::{
    Args, CastInfo, Context, Dict, Func, IntoValue, NativeFuncData, NativeFuncPtr, Scope, Str,
    Value,
};

use crate::report::Locale;
use crate::text::words;

/// The functions by name. Each takes the language first.
pub(super) fn functions() -> Dict {
    [&NUM, &PERCENT, &SIGNED_PERCENT, &POINTS, &DATE, &WORDS]
        .into_iter()
        .map(|data| (Str::from(data.name), Func::from(data).into_value()))
        .collect()
}

static NUM: NativeFuncData = native("num", &|_, _, args| {
    let (locale, value, places) = amount(args, 2)?;
    Ok(locale.number(value, places).into_value())
});

static PERCENT: NativeFuncData = native("percent", &|_, _, args| {
    let (locale, share, places) = amount(args, 0)?;
    Ok(locale.percent(share, places).into_value())
});

static SIGNED_PERCENT: NativeFuncData = native("signed-percent", &|_, _, args| {
    let (locale, share, places) = amount(args, 1)?;
    Ok(locale.signed_percent(share, places).into_value())
});

static POINTS: NativeFuncData = native("points", &|_, _, args| {
    let (locale, difference, _) = amount(args, 1)?;
    Ok(locale.points(difference).into_value())
});

static DATE: NativeFuncData = native("date", &|_, _, args| {
    let (locale, day) = (locale(args)?, text(args, "day")?);
    args.take().finish()?;
    Ok(locale.day(&day).into_value())
});

static WORDS: NativeFuncData = native("words", &|_, _, args| {
    let (_, name) = (locale(args)?, text(args, "name")?);
    args.take().finish()?;
    Ok(words::name_in_words(&name).into_value())
});

/// A language, a number and how many decimals it gets at most.
fn amount(args: &mut Args, usual: usize) -> SourceResult<(Locale, f64, usize)> {
    let locale = locale(args)?;
    let value = args.expect("value")?;
    let places = args.named("places")?.unwrap_or(usual);
    args.take().finish()?;
    Ok((locale, value, places))
}

fn locale(args: &mut Args) -> SourceResult<Locale> {
    Ok(Locale::named(&text(args, "language")?).unwrap_or_default())
}

fn text(args: &mut Args, what: &str) -> SourceResult<Str> {
    args.expect(what)
}

type Body = dyn Fn(&mut Engine, Tracked<Context>, &mut Args) -> SourceResult<Value> + Send + Sync;

const fn native(name: &'static str, body: &'static Body) -> NativeFuncData {
    NativeFuncData {
        function: NativeFuncPtr(body),
        name,
        title: name,
        docs: "",
        def_site: None,
        keywords: &[],
        contextual: false,
        scope: LazyLock::new(&|| Scope::new()),
        params: LazyLock::new(&|| Vec::new()),
        returns: LazyLock::new(&|| CastInfo::Any),
    }
}
