"""What a file for the archive says about itself: title, issuer, day, colours, and the tables that ride along."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import cache
from xml.sax.saxutils import escape

from reportlab.pdfbase.pdfdoc import (
    PDFArray,
    PDFDictionary,
    PDFDocument,
    PDFName,
    PDFStream,
    PDFString,
    PDFZCompress,
)

PROGRAM = "Trygg"
LOCALES = {"sv": "sv-SE", "en": "en-GB"}
"""Each of our languages as readers aloud know it."""

_NOT_IN_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


@dataclass(frozen=True, slots=True)
class AboutFile:
    """A file's own properties. Nothing in them comes from the clock, the machine or the one who sits at it.

    Args:
        language: `sv` or `en`.
        day: stands for the day it was made and changed.
    """

    title: str
    author: str
    subject: str
    language: str
    day: date

    @property
    def locale(self) -> str:
        """The language as readers aloud know it."""
        return LOCALES[self.language]

    @property
    def stamp(self) -> str:
        """The day as a PDF file writes it."""
        return self.day.strftime("D:%Y%m%d000000Z")


@dataclass(frozen=True, slots=True)
class RidesAlong:
    """A file inside the file: a table as data, for those who want to count on."""

    name: str
    about: str
    data: bytes
    media_type: str = "text/csv"


def attach(document: PDFDocument, files: list[RidesAlong], about: AboutFile) -> list[str]:
    """Puts files into a document; returns the names by which the document knows what describes them."""
    described = []
    for number, file in enumerate(files, start=1):
        facts = PDFDictionary({"Size": len(file.data), "ModDate": PDFString(about.stamp)})
        stream = PDFStream(
            PDFDictionary(
                {
                    "Type": PDFName("EmbeddedFile"),
                    "Subtype": f"/{file.media_type.replace('/', '#2F')}",
                    "Params": facts,
                }
            ),
            file.data,
            filters=[PDFZCompress],
        )
        content = document.Reference(stream, f"RidesAlong{number}")
        name = f"Described{number}"
        document.Reference(
            PDFDictionary(
                {
                    "Type": PDFName("Filespec"),
                    "F": PDFString(file.name),
                    "UF": PDFString(file.name),
                    "Desc": PDFString(file.about),
                    "AFRelationship": PDFName("Data"),
                    "EF": PDFDictionary({"F": content, "UF": content}),
                }
            ),
            name,
        )
        described.append(name)
    return described


@cache
def colour_profile() -> bytes:
    """What red, green and blue mean: the sRGB profile, with a fixed day in it."""
    from PIL import ImageCms

    profile = bytearray(ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes())
    profile[24:36] = bytes((7, 208, 0, 1, 0, 1, 0, 0, 0, 0, 0, 0))  # 1 January 2000, midnight
    return bytes(profile)


def output_intent(document: PDFDocument) -> PDFArray:
    """What the colours of the pages are meant to look like."""
    profile = PDFStream(PDFDictionary({"N": 3}), colour_profile(), filters=[PDFZCompress])
    return PDFArray(
        [
            PDFDictionary(
                {
                    "Type": PDFName("OutputIntent"),
                    "S": PDFName("GTS_PDFA1"),
                    "OutputConditionIdentifier": PDFString("sRGB IEC61966-2.1"),
                    "Info": PDFString("sRGB IEC61966-2.1"),
                    "DestOutputProfile": document.Reference(profile, "ColourProfile"),
                }
            )
        ]
    )


def metadata(about: AboutFile) -> bytes:
    """The file's properties once more, in the form that archives read (XMP): it claims PDF/A-3a and PDF/UA-1."""
    day = about.day.strftime("%Y-%m-%dT00:00:00Z")
    return _XMP.format(
        title=_plain(about.title),
        author=_plain(about.author),
        subject=_plain(about.subject),
        locale=about.locale,
        program=PROGRAM,
        day=day,
    ).encode()


def _plain(text: str) -> str:
    return escape(_NOT_IN_XML.sub("", text))


_XMP = """<?xpacket begin="\ufeff" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:pdf="http://ns.adobe.com/pdf/1.3/" xmlns:xmp="http://ns.adobe.com/xap/1.0/"
 xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">{title}</rdf:li></rdf:Alt></dc:title>
<dc:creator><rdf:Seq><rdf:li>{author}</rdf:li></rdf:Seq></dc:creator>
<dc:description><rdf:Alt><rdf:li xml:lang="x-default">{subject}</rdf:li></rdf:Alt></dc:description>
<dc:language><rdf:Bag><rdf:li>{locale}</rdf:li></rdf:Bag></dc:language>
<pdf:Producer>{program}</pdf:Producer>
<xmp:CreatorTool>{program}</xmp:CreatorTool>
<xmp:CreateDate>{day}</xmp:CreateDate>
<xmp:ModifyDate>{day}</xmp:ModifyDate>
<pdfaid:part>3</pdfaid:part>
<pdfaid:conformance>A</pdfaid:conformance>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
<rdf:Description rdf:about="" xmlns:pdfaExtension="http://www.aiim.org/pdfa/ns/extension/"
 xmlns:pdfaSchema="http://www.aiim.org/pdfa/ns/schema#"
 xmlns:pdfaProperty="http://www.aiim.org/pdfa/ns/property#">
<pdfaExtension:schemas><rdf:Bag><rdf:li rdf:parseType="Resource">
<pdfaSchema:schema>PDF/UA identification schema</pdfaSchema:schema>
<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>
<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>
<pdfaSchema:property><rdf:Seq><rdf:li rdf:parseType="Resource">
<pdfaProperty:name>part</pdfaProperty:name>
<pdfaProperty:valueType>Integer</pdfaProperty:valueType>
<pdfaProperty:category>internal</pdfaProperty:category>
<pdfaProperty:description>PDF/UA part</pdfaProperty:description>
</rdf:li></rdf:Seq></pdfaSchema:property>
</rdf:li></rdf:Bag></pdfaExtension:schemas>
</rdf:Description></rdf:RDF></x:xmpmeta>
<?xpacket end="w"?>"""
