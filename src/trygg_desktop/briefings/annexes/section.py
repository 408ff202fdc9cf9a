"""Adds what is read aloud of the annexes to the structure of the folder: a section for each, under its heading."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from trygg_desktop.briefings.annexes.heard import ABOVE, Heard
from trygg_desktop.briefings.annexes.structure import Area, Piece, Place, Told
from trygg_desktop.briefings.tagging.archive import LOCALES
from trygg_desktop.briefings.written import WRITTEN_IN

if TYPE_CHECKING:
    from pikepdf import Object, Pdf


class Sections:
    """The structure of a folder, which grows by a section for each annex that is bound into it."""

    def __init__(self, folder: Pdf) -> None:
        self.folder = folder
        self.language = str(folder.Root.Lang)
        self._root: Any = folder.Root.StructTreeRoot
        self.document: Any = self._root.K
        self._key = int(self._root.ParentTreeNextKey)
        self._named: list[tuple[bytes, Object]] = []

    def keys(self, several: int) -> range:
        """So many keys that nobody has yet, under which pages, drawings and areas will find their elements."""
        self._key += several
        return range(self._key - several, self._key)

    def find_under(self, key: int, found: Object) -> None:
        """Lets an element, or those of a page by their numbers, be found; keys come in their order."""
        self._root.ParentTree.Nums.append(key)
        self._root.ParentTree.Nums.append(found)

    def element(self, tag: str, parent: Any, **facts: Any) -> Any:
        """A new element, the last in its parent so far."""
        import pikepdf

        made = self.folder.make_indirect(
            pikepdf.Dictionary(S=pikepdf.Name(f"/{tag}"), P=parent, K=pikepdf.Array(), **facts)
        )
        parent.K.append(made)
        return made

    def name(self, element: Any, name: bytes) -> None:
        """Lets an element be known by a name, as to the cells that it heads."""
        import pikepdf

        element.ID = pikepdf.String(name)
        self._named.append((name, element))

    def close(self) -> None:
        """Writes what is known only when all annexes are there."""
        import pikepdf

        self._root.ParentTreeNextKey = self._key
        if not self._named:
            return
        names = list(self._root.IDTree.Names) if "/IDTree" in self._root else []
        known = [(bytes(name), element) for name, element in zip(names[::2], names[1::2], strict=True)]
        pairs = [
            one
            for name, element in sorted(known + self._named, key=lambda pair: pair[0])
            for one in (pikepdf.String(name), element)
        ]
        self._root.IDTree = pikepdf.Dictionary(Names=pikepdf.Array(pairs))


class Section:
    """What is read aloud of one annex. It is begun before the annex's pages are copied into the folder, so that they
    take the keys along under which they find their elements.

    Args:
        annex: the annex itself, opened and marked.
        number: which one it is.
    """

    def __init__(self, sections: Sections, annex: Pdf, heard: Heard, number: int) -> None:
        self.sections, self.annex, self.heard, self.number = sections, annex, heard, number
        pieces = [piece for one in heard.told for piece in one.pieces()]
        self._drawings = list(
            dict.fromkeys(one.drawing for one in pieces if isinstance(one, Piece) and one.drawing is not None)
        )
        self._areas = [one for one in pieces if isinstance(one, Area)]
        self._keys = sections.keys(len(annex.pages) + len(self._drawings) + len(self._areas))
        self._owners: defaultdict[int | Place, dict[int, Object]] = defaultdict(dict)
        self._links: dict[Place, Object] = {}
        self._names: dict[bytes, bytes] = {}
        self._headed: list[tuple[Any, tuple[bytes, ...]]] = []
        self._hand_out_keys()

    def _hand_out_keys(self) -> None:
        import pikepdf

        keys = iter(self._keys)
        for page in self.annex.pages:
            page.obj.StructParents = next(keys)
            page.obj.Tabs = pikepdf.Name.S
        for drawing in self._drawings:
            self.annex.get_object(drawing).StructParents = next(keys)
        for one in self._areas:
            self.annex.get_object(one.area).StructParent = next(keys)

    def write(self, pages: Sequence[Any], label: int, title: int) -> None:
        """Adds the section to the folder.

        Args:
            pages: the annex's pages as they are in the folder.
            label, title: the marks that the two parts of its heading have on its first page.
        """
        self._pages = pages
        self._areas_there = self._copied_areas()
        section = self.sections.element("Sect", self.sections.document)
        heading = self._own(label, self.sections.element(f"H{ABOVE}", section))
        self._own(title, self.sections.element("Span", heading, **self._spoken(LOCALES[WRITTEN_IN])))
        spoken = self._spoken(self.heard.language)
        held = self.sections.element("Div", section, **spoken) if spoken and self.heard.told else section
        for one in self.heard.told:
            self._add(one, held)
        self._name_heads()
        self._let_be_found()

    def _own(self, mark: int, element: Any) -> Any:
        """Gives a mark on the first page to an element."""
        element.Pg = self._pages[0]
        element.K.append(mark)
        self._owners[0][mark] = element
        return element

    def _spoken(self, language: str) -> dict[str, Any]:
        """The language, where it is not that of the folder."""
        import pikepdf

        same = language.partition("-")[0].lower() == self.sections.language.partition("-")[0].lower()
        return {} if same else {"Lang": pikepdf.String(language)}

    def _copied_areas(self) -> dict[Place, Object]:
        """The areas of links in the folder, by what they are in the annex."""
        return {
            here.objgen: there
            for page, copied in zip(self.annex.pages, self._pages, strict=True)
            for here, there in zip(page.obj.get("/Annots", ()), copied.get("/Annots", ()), strict=True)
        }

    def _add(self, told: Told, parent: Any) -> None:
        import pikepdf

        facts = {key[1:]: pikepdf.String(words) for key, words in told.facts.items()}
        made = self.sections.element(told.tag, parent, **facts)
        if told.looks:
            made.A = pikepdf.Array([_attributes(owner, looks) for owner, looks in told.looks.items()])
        if told.id or told.tag == "Note":
            self._give_name(told, made)
        if told.of:
            self._headed.append((made, told.of))
        home = next((kid.page for kid in told.kids if not isinstance(kid, Told)), None)
        if home is not None:
            made.Pg = self._pages[home]
        for kid in told.kids:
            if isinstance(kid, Told):
                self._add(kid, made)
            else:
                made.K.append(self._piece(kid, made, home))
        if len(made.K) == 0:
            del made["/K"]

    def _piece(self, kid: Piece | Area, made: Object, home: int | None) -> Any:
        import pikepdf

        page = self._pages[kid.page]
        if isinstance(kid, Area):
            self._links[kid.area] = made
            return pikepdf.Dictionary(Type=pikepdf.Name.OBJR, Pg=page, Obj=self._areas_there[kid.area])
        if kid.drawing is not None:
            self._owners[kid.drawing][kid.number] = made
            drawing = self.sections.folder.copy_foreign(self.annex.get_object(kid.drawing))
            return pikepdf.Dictionary(Type=pikepdf.Name.MCR, Pg=page, Stm=drawing, MCID=kid.number)
        self._owners[kid.page][kid.number] = made
        if kid.page == home:
            return kid.number
        return pikepdf.Dictionary(Type=pikepdf.Name.MCR, Pg=page, MCID=kid.number)

    def _give_name(self, told: Told, made: Object) -> None:
        """A name of ours: what it is called in the annex may tell of a program or a person."""
        name = f"{self.number}-{len(self._names) + 1}".encode()
        self._names[told.id or name] = name
        self.sections.name(made, name)

    def _name_heads(self) -> None:
        """Says of the cells that name their heads which ones they are."""
        import pikepdf

        for cell, heads in self._headed:
            known = [pikepdf.String(self._names[head]) for head in heads if head in self._names]
            if known:
                looks = cell.get("/A", pikepdf.Array())
                looks.append(pikepdf.Dictionary(O=pikepdf.Name.Table, Headers=pikepdf.Array(known)))
                cell.A = looks

    def _let_be_found(self) -> None:
        import pikepdf

        marked: list[int | Place] = [*range(len(self._pages)), *self._drawings]
        keys = iter(self._keys)
        for place in marked:
            owners = self._owners[place]
            count = max(owners, default=-1) + 1
            self.sections.find_under(
                next(keys), pikepdf.Array([owners.get(number) for number in range(count)])
            )
        for one in self._areas:
            self.sections.find_under(next(keys), self._links[one.area])


def _attributes(owner: str, looks: dict[str, Any]) -> Object:
    import pikepdf

    written = pikepdf.Dictionary(O=pikepdf.Name(owner))
    for name, value in looks.items():
        if isinstance(value, str):
            written[name] = pikepdf.Name(f"/{value}")
        elif isinstance(value, bytes):
            written[name] = pikepdf.String(value)
        else:
            written[name] = pikepdf.Array(value) if isinstance(value, list) else value
    return written
