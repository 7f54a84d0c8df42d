//! A presentation as its file is put together: a ZIP of XML parts that name one another.

use std::io::{Cursor, Write};

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::slide::{HEADING, INCH, Look, SIZE, Slide, place};
use crate::report::chart::escape;
use crate::report::client::Document;

/// Why a presentation could not be put together.
#[derive(Debug, thiserror::Error)]
#[error("the slides cannot be put together: {0}")]
pub struct SlidesError(#[from] zip::result::ZipError);

impl From<std::io::Error> for SlidesError {
    fn from(error: std::io::Error) -> Self {
        Self(error.into())
    }
}

/// What a presentation has besides its slides.
pub(super) struct Package<'a> {
    look: &'a Look,
    document: &'a Document,
}

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const NAMES: &str = "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\" xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\"";
const KINDS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPES: &str = "application/vnd.openxmlformats-officedocument.presentationml";
/// An empty tree of shapes.
const TREE: &str =
    "<p:nvGrpSpPr><p:cNvPr id=\"1\" name=\"\"/><p:cNvGrpSpPr/><p:nvPr/></p:nvGrpSpPr><p:grpSpPr/>";

impl<'a> Package<'a> {
    pub(super) fn new(look: &'a Look, document: &'a Document) -> Self {
        Self { look, document }
    }

    pub(super) fn bytes(&self, slides: &[Slide]) -> Result<Vec<u8>, SlidesError> {
        let mut zip = ZipWriter::new(Cursor::new(Vec::new()));
        let mut put = |name: &str, bytes: &[u8]| -> Result<(), SlidesError> {
            zip.start_file(name, SimpleFileOptions::default())?;
            Ok(zip.write_all(bytes)?)
        };
        let logo = slides.iter().find_map(|slide| slide.logo.as_ref());
        put(
            "[Content_Types].xml",
            content_types(slides.len()).as_bytes(),
        )?;
        let links = [
            ("officeDocument", "ppt/presentation.xml".to_owned()),
            ("core", "docProps/core.xml".to_owned()),
        ];
        put("_rels/.rels", relations(&links).as_bytes())?;
        put("docProps/core.xml", self.properties().as_bytes())?;
        put(
            "ppt/presentation.xml",
            presentation(slides.len()).as_bytes(),
        )?;
        let own = (1..=slides.len()).map(|n| ("slide", format!("slides/slide{n}.xml")));
        let links = std::iter::once(("slideMaster", "slideMasters/slideMaster1.xml".to_owned()));
        let theme = std::iter::once(("theme", "theme/theme1.xml".to_owned()));
        let links: Vec<_> = links.chain(own).chain(theme).collect();
        put(
            "ppt/_rels/presentation.xml.rels",
            relations(&links).as_bytes(),
        )?;
        put("ppt/theme/theme1.xml", self.theme().as_bytes())?;
        put(
            "ppt/slideMasters/slideMaster1.xml",
            self.master().as_bytes(),
        )?;
        let links = [
            ("slideLayout", "../slideLayouts/slideLayout1.xml".to_owned()),
            ("theme", "../theme/theme1.xml".to_owned()),
        ];
        put(
            "ppt/slideMasters/_rels/slideMaster1.xml.rels",
            relations(&links).as_bytes(),
        )?;
        put("ppt/slideLayouts/slideLayout1.xml", layout().as_bytes())?;
        let links = [("slideMaster", "../slideMasters/slideMaster1.xml".to_owned())];
        put(
            "ppt/slideLayouts/_rels/slideLayout1.xml.rels",
            relations(&links).as_bytes(),
        )?;
        for (n, slide) in (1..).zip(slides) {
            let xml = format!(
                "{HEAD}<p:sld {NAMES}><p:cSld><p:spTree>{TREE}{}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sld>",
                slide.xml
            );
            put(&format!("ppt/slides/slide{n}.xml"), xml.as_bytes())?;
            let mut links = vec![("slideLayout", "../slideLayouts/slideLayout1.xml".to_owned())];
            if let Some(logo) = &slide.logo {
                links.push(("image", format!("../media/logo.{}", logo.ending())));
            }
            let name = format!("ppt/slides/_rels/slide{n}.xml.rels");
            put(&name, relations(&links).as_bytes())?;
        }
        if let Some(logo) = logo {
            put(&format!("ppt/media/logo.{}", logo.ending()), &logo.bytes)?;
        }
        Ok(zip.finish()?.into_inner())
    }

    fn properties(&self) -> String {
        let title = escape(&self.document.title);
        format!(
            "{HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\"><dc:title>{title}</dc:title></cp:coreProperties>"
        )
    }

    fn master(&self) -> String {
        let paper = self.look.color("paper");
        format!(
            "{HEAD}<p:sldMaster {NAMES}><p:cSld><p:bg><p:bgPr><a:solidFill><a:srgbClr val=\"{paper}\"/></a:solidFill><a:effectLst/></p:bgPr></p:bg><p:spTree>{TREE}{}</p:spTree></p:cSld>\
             <p:clrMap bg1=\"lt1\" tx1=\"dk1\" bg2=\"lt2\" tx2=\"dk2\" accent1=\"accent1\" accent2=\"accent2\" accent3=\"accent3\" accent4=\"accent4\" accent5=\"accent5\" accent6=\"accent6\" hlink=\"hlink\" folHlink=\"folHlink\"/>\
             <p:sldLayoutIdLst><p:sldLayoutId id=\"2147483649\" r:id=\"rId1\"/></p:sldLayoutIdLst>\
             <p:txStyles><p:titleStyle/><p:bodyStyle/><p:otherStyle/></p:txStyles></p:sldMaster>",
            title_place()
        )
    }

    /// The theme's colors and fonts, for what people add to the slides.
    fn theme(&self) -> String {
        let look = self.look;
        let colors = [
            ("dk1", "ink"),
            ("lt1", "paper"),
            ("dk2", "soft"),
            ("lt2", "field"),
            ("accent1", "accent"),
            ("accent2", "high"),
            ("accent3", "pale"),
            ("accent4", "soft"),
            ("accent5", "line"),
            ("accent6", "ink"),
            ("hlink", "accent"),
            ("folHlink", "soft"),
        ];
        let colors: Vec<String> = colors
            .iter()
            .map(|(name, role)| {
                format!(
                    "<a:{name}><a:srgbClr val=\"{}\"/></a:{name}>",
                    look.color(role)
                )
            })
            .collect();
        let colors = colors.concat();
        let [heading, body] = [&look.heading, &look.body].map(|font| {
            format!(
                "<a:latin typeface=\"{}\"/><a:ea typeface=\"\"/><a:cs typeface=\"\"/>",
                escape(font)
            )
        });
        let fill = "<a:solidFill><a:schemeClr val=\"phClr\"/></a:solidFill>";
        let line = format!("<a:ln w=\"9525\">{fill}</a:ln>");
        let effect = "<a:effectStyle><a:effectLst/></a:effectStyle>";
        format!(
            "{HEAD}<a:theme xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" name=\"Report\"><a:themeElements>\
             <a:clrScheme name=\"Report\">{colors}</a:clrScheme>\
             <a:fontScheme name=\"Report\"><a:majorFont>{heading}</a:majorFont><a:minorFont>{body}</a:minorFont></a:fontScheme>\
             <a:fmtScheme name=\"Report\"><a:fillStyleLst>{}</a:fillStyleLst><a:lnStyleLst>{}</a:lnStyleLst><a:effectStyleLst>{}</a:effectStyleLst><a:bgFillStyleLst>{}</a:bgFillStyleLst></a:fmtScheme>\
             </a:themeElements></a:theme>",
            fill.repeat(3),
            line.repeat(3),
            effect.repeat(3),
            fill.repeat(3)
        )
    }
}

/// The place that a slide's title has in the outline.
fn title_place() -> String {
    let place = place(HEADING);
    format!(
        "<p:sp><p:nvSpPr><p:cNvPr id=\"2\" name=\"Title\"/><p:cNvSpPr><a:spLocks noGrp=\"1\"/></p:cNvSpPr><p:nvPr><p:ph type=\"title\"/></p:nvPr></p:nvSpPr><p:spPr>{place}<a:prstGeom prst=\"rect\"><a:avLst/></a:prstGeom></p:spPr>\
         <p:txBody><a:bodyPr/><a:lstStyle/><a:p><a:endParaRPr lang=\"en-US\"/></a:p></p:txBody></p:sp>"
    )
}

fn layout() -> String {
    format!(
        "{HEAD}<p:sldLayout {NAMES} type=\"titleOnly\" preserve=\"1\"><p:cSld name=\"Title only\"><p:spTree>{TREE}{}</p:spTree></p:cSld><p:clrMapOvr><a:masterClrMapping/></p:clrMapOvr></p:sldLayout>",
        title_place()
    )
}

fn presentation(slides: usize) -> String {
    // The first relation is the master, the slides follow.
    let ids: Vec<String> = (0..slides)
        .map(|place| {
            format!(
                "<p:sldId id=\"{}\" r:id=\"rId{}\"/>",
                256 + place,
                place + 2
            )
        })
        .collect();
    let ids = ids.concat();
    let [wide, high] = SIZE.map(|inches| (inches * INCH).round() as i64);
    format!(
        "{HEAD}<p:presentation {NAMES}><p:sldMasterIdLst><p:sldMasterId id=\"2147483648\" r:id=\"rId1\"/></p:sldMasterIdLst><p:sldIdLst>{ids}</p:sldIdLst><p:sldSz cx=\"{wide}\" cy=\"{high}\"/><p:notesSz cx=\"6858000\" cy=\"9144000\"/></p:presentation>"
    )
}

fn relations(links: &[(&str, String)]) -> String {
    let links: Vec<String> = (1..)
        .zip(links)
        .map(|(n, (kind, to))| {
            let kind = match *kind {
                "core" => "http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties".to_owned(),
                kind => format!("{KINDS}/{kind}"),
            };
            format!("<Relationship Id=\"rId{n}\" Type=\"{kind}\" Target=\"{to}\"/>")
        })
        .collect();
    let links = links.concat();
    format!(
        "{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{links}</Relationships>"
    )
}

fn content_types(slides: usize) -> String {
    let mut parts = vec![
        (
            "/ppt/presentation.xml".to_owned(),
            format!("{TYPES}.presentation.main+xml"),
        ),
        (
            "/ppt/slideMasters/slideMaster1.xml".to_owned(),
            format!("{TYPES}.slideMaster+xml"),
        ),
        (
            "/ppt/slideLayouts/slideLayout1.xml".to_owned(),
            format!("{TYPES}.slideLayout+xml"),
        ),
        (
            "/ppt/theme/theme1.xml".to_owned(),
            "application/vnd.openxmlformats-officedocument.theme+xml".to_owned(),
        ),
        (
            "/docProps/core.xml".to_owned(),
            "application/vnd.openxmlformats-package.core-properties+xml".to_owned(),
        ),
    ];
    let own = (1..=slides).map(|n| {
        (
            format!("/ppt/slides/slide{n}.xml"),
            format!("{TYPES}.slide+xml"),
        )
    });
    parts.extend(own);
    let parts: Vec<String> = parts
        .iter()
        .map(|(name, kind)| format!("<Override PartName=\"{name}\" ContentType=\"{kind}\"/>"))
        .collect();
    let parts = parts.concat();
    format!(
        "{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/><Default Extension=\"png\" ContentType=\"image/png\"/><Default Extension=\"jpg\" ContentType=\"image/jpeg\"/>{parts}</Types>"
    )
}
