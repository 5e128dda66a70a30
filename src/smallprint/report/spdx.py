"""The models in use as an SPDX 2.3 document, written by ``spdx-tools``.

SPDX 2.3 (https://spdx.github.io/spdx-spec/v2.3/) has no kind of package for a model, so each is a package of purpose
OTHER whose comment names the place. The licence that somebody declares is ``licenseDeclared``; nothing is concluded,
since that is what ``smallprint check`` is for.
"""

from __future__ import annotations

import io
import re
from datetime import datetime
from typing import TYPE_CHECKING
from uuid import UUID, uuid4, uuid5

from smallprint.model import Report
from smallprint.report.parts import Bill, Licences, Part, bill
from smallprint.report.words import at
from smallprint.text import safe

if TYPE_CHECKING:
    from spdx_tools.spdx.model.extracted_licensing_info import ExtractedLicensingInfo
    from spdx_tools.spdx.model.package import Package
    from spdx_tools.spdx.model.relationship import Relationship

__all__ = ["render"]

_NAMESPACE = UUID("0f2a8a52-5a53-5c0d-8a2e-6f1f1e0c2b17")
#: Our relation -> SPDX relationship from the model to its parent.
_RELATIONS = {
    "finetune": "DESCENDANT_OF",
    "adapter": "DESCENDANT_OF",
    "merge": "DESCENDANT_OF",
    "quantized": "VARIANT_OF",
    "hosted_copy": "COPY_OF",
    "distilled": "GENERATED_FROM",
    "trained_on": "GENERATED_FROM",
    "generated_by": "GENERATED_FROM",
}


def render(report: Report, name: str, licences: Licences, *, new_serial: bool = False) -> str:
    """SPDX 2.3 as JSON. The same report gives the same bytes unless ``new_serial`` asks for a random name space."""
    from license_expression import get_spdx_licensing
    from spdx_tools.spdx.model.actor import Actor, ActorType
    from spdx_tools.spdx.model.document import CreationInfo, Document
    from spdx_tools.spdx.model.relationship import Relationship, RelationshipType
    from spdx_tools.spdx.writer.json.json_writer import write_document_to_stream

    symbols = get_spdx_licensing().known_symbols
    listed = {key.lower(): key for key in symbols if not key.startswith("LicenseRef-")}
    found = bill(report, name, licences, lambda id: listed.get(id.lower(), ""))
    serial = uuid4() if new_serial else uuid5(_NAMESPACE, found.digest + report.as_of)
    version = report.versions.get("smallprint", "")
    ids = _ids(found)
    relationships = [
        Relationship("SPDXRef-DOCUMENT", RelationshipType.DESCRIBES, "SPDXRef-project"),
        *(
            Relationship("SPDXRef-project", RelationshipType.DEPENDS_ON, ids[part.ref])
            for part in found.parts
            if part.places
        ),
        *(link for part in found.parts for link in _lineage(part, ids)),
    ]
    document = Document(
        CreationInfo(
            spdx_version="SPDX-2.3",
            spdx_id="SPDXRef-DOCUMENT",
            name=found.name,
            document_namespace=f"https://spdx.org/spdxdocs/smallprint-{serial}",
            creators=[Actor(ActorType.TOOL, f"smallprint-{version}" if version else "smallprint")],
            created=datetime.fromisoformat(report.as_of),
        ),
        packages=[_project(found), *(_package(part, ids[part.ref]) for part in found.parts)],
        relationships=relationships,
        extracted_licensing_info=[_extracted(id, *what) for id, what in found.own_licences.items()],
    )
    stream = io.StringIO()
    write_document_to_stream(document, stream, validate=False)
    return stream.getvalue()


def _ids(found: Bill) -> dict[str, str]:
    """An SPDX id for each part: letters, digits, dots and dashes, told apart by a number where two would be one."""
    ids: dict[str, str] = {}
    taken = {"SPDXRef-project", "SPDXRef-DOCUMENT"}
    for part in found.parts:
        stem = "SPDXRef-" + (re.sub(r"[^A-Za-z0-9.-]+", "-", part.ref).strip("-") or "model")
        id, number = stem, 1
        while id in taken:
            number += 1
            id = f"{stem}-{number}"
        taken.add(id)
        ids[part.ref] = id
    return ids


def _project(found: Bill) -> Package:
    from spdx_tools.spdx.model.package import Package, PackagePurpose
    from spdx_tools.spdx.model.spdx_no_assertion import SpdxNoAssertion

    return Package(
        spdx_id="SPDXRef-project",
        name=found.name,
        download_location=SpdxNoAssertion(),
        files_analyzed=False,
        primary_package_purpose=PackagePurpose.APPLICATION,
    )


def _package(part: Part, id: str) -> Package:
    from license_expression import get_spdx_licensing
    from spdx_tools.spdx.model.actor import Actor, ActorType
    from spdx_tools.spdx.model.package import ExternalPackageRef, ExternalPackageRefCategory, Package, PackagePurpose
    from spdx_tools.spdx.model.spdx_no_assertion import SpdxNoAssertion

    kind = "data set" if part.is_data else "model"
    where = "; used at " + ", ".join(at(place) for place in part.places[:20]) if part.places else ""
    said = f"; licence {part.label or 'unknown'}" + (f" says {part.source}" if part.source else "")
    purl = (
        [ExternalPackageRef(ExternalPackageRefCategory.PACKAGE_MANAGER, "purl", part.purl.to_string())]
        if part.purl
        else []
    )
    return Package(
        spdx_id=id,
        name=f"{part.group}/{part.name}" if part.group else part.name,
        version=part.version or None,
        download_location=part.url or SpdxNoAssertion(),
        supplier=Actor(ActorType.ORGANIZATION, part.supplier) if part.supplier else None,
        files_analyzed=False,
        license_concluded=SpdxNoAssertion(),
        license_declared=get_spdx_licensing().parse(part.licence) if part.licence else SpdxNoAssertion(),
        copyright_text=SpdxNoAssertion(),
        external_references=purl,
        comment=safe(f"{kind} {part.id}{where}{said}", 4000),
        primary_package_purpose=PackagePurpose.OTHER,
    )


def _lineage(part: Part, ids: dict[str, str]) -> list[Relationship]:
    from spdx_tools.spdx.model.relationship import Relationship, RelationshipType

    return [
        Relationship(
            ids[part.ref],
            RelationshipType[_RELATIONS.get(relation, "OTHER")],
            ids[parent],
            comment=relation if relation != "unknown" else "derived in a way that nobody states",
        )
        for relation, parent in part.parents
        if parent in ids
    ]


def _extracted(id: str, name: str, url: str) -> ExtractedLicensingInfo:
    from spdx_tools.spdx.model.extracted_licensing_info import ExtractedLicensingInfo

    return ExtractedLicensingInfo(
        license_id=id,
        # The field is mandatory. A text is long and somebody's work: the address says where it stands.
        extracted_text=f"{name}: the text is not copied here" + (f", see {url}" if url else ""),
        license_name=name,
        cross_references=[url] if url else [],
    )
