//! How cells look.

use rust_xlsxwriter::{
    Color as SheetColor, ConditionalFormatDataBar, Format, FormatAlign, FormatBorder,
};

use crate::render::report::color::Color;
use crate::render::report::theme::Theme;

pub(super) struct Formats {
    pub(super) title: Format,
    pub(super) soft: Format,
    pub(super) head: Format,
    pub(super) text: Format,
    pub(super) bold: Format,
    pub(super) number: Format,
    pub(super) score: Format,
    pub(super) whole: Format,
    /// A p-value.
    pub(super) chance: Format,
    pub(super) percent: Format,
    pub(super) input: Format,
    pub(super) choice: Format,
    pub(super) rank: Format,
    /// For conditional formats: what is not to be seen; good, half good, bad, out.
    pub(super) unseen: Format,
    pub(super) yes: Format,
    pub(super) partly: Format,
    pub(super) no: Format,
    pub(super) out: Format,
    pub(super) bar: ConditionalFormatDataBar,
}

fn color(color: Color) -> SheetColor {
    SheetColor::RGB(u32::from(color.0) << 16 | u32::from(color.1) << 8 | u32::from(color.2))
}

impl Formats {
    pub(super) fn new(theme: &Theme) -> Self {
        let base = || Format::new().set_font_name("Calibri").set_font_size(11);
        let cell = || {
            base()
                .set_align(FormatAlign::Top)
                .set_border_bottom(FormatBorder::Hair)
                .set_border_color(color(theme.background.mix(theme.text, 0.3)))
        };
        // Apart from a number that ends where they begin.
        let words = || {
            let cell = cell().set_text_wrap();
            cell.set_align(FormatAlign::Left).set_indent(1)
        };
        let pale = |share| color(Color::WHITE.mix(theme.accent, share));
        let input = || {
            cell()
                .set_background_color(pale(0.09))
                .set_font_color(color(theme.accent))
        };
        Self {
            // From the left whatever the script: else a title from right to left has but its cell.
            title: base()
                .set_align(FormatAlign::Left)
                .set_bold()
                .set_font_size(18)
                .set_font_color(color(theme.accent)),
            soft: base()
                .set_align(FormatAlign::Left)
                .set_italic()
                .set_font_color(color(Color(0x59, 0x59, 0x59))),
            head: base()
                .set_bold()
                .set_text_wrap()
                .set_align(FormatAlign::Left)
                .set_indent(1)
                .set_align(FormatAlign::Bottom)
                .set_font_color(SheetColor::White)
                .set_background_color(color(theme.accent)),
            text: words(),
            bold: words().set_bold(),
            number: cell().set_num_format("#,##0.##"),
            score: cell().set_bold().set_num_format("#,##0.00"),
            whole: cell().set_num_format("#,##0"),
            chance: cell().set_num_format("[<0.001]\"< 0.001\";0.000"),
            percent: cell().set_num_format("0.0 %"),
            input: input().set_num_format("General"),
            choice: input().set_align(FormatAlign::Center),
            rank: cell().set_bold().set_align(FormatAlign::Center),
            yes: Format::new().set_background_color(pale(0.30)),
            partly: Format::new().set_background_color(pale(0.14)),
            no: Format::new()
                .set_bold()
                .set_font_color(color(theme.highlight))
                .set_background_color(color(Color::WHITE.mix(theme.highlight, 0.14))),
            unseen: Format::new().set_font_color(SheetColor::White),
            out: Format::new()
                .set_italic()
                .set_font_color(color(Color(0x76, 0x76, 0x76))),
            bar: ConditionalFormatDataBar::new()
                .set_fill_color(pale(0.45))
                .set_solid_fill(true),
        }
    }
}
