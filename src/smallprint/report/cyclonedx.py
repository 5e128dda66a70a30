"""The models in use as a CycloneDX bill (ML-BOM), written by the library of the CycloneDX project.

https://cyclonedx.org/capabilities/mlbom/: a model is a ``machine-learning-model``, a data set ``data``. What a model
descends from stands in its pedigree and in the dependency graph; places are occurrences.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any
from uuid import UUID, uuid4, uuid5

from smallprint.model import Report
from smallprint.report.parts import Licences, Part, bill
from smallprint.text import safe

if TYPE_CHECKING:
    from cyclonedx.model.component import Component

__all__ = ["render"]

_ROOT = "project"
#: Name space of serial numbers that repeat: the same bill has the same number.
_NAMESPACE = UUID("6f4c3a0e-6b0b-5f0e-9d7c-3c1d7b6c9a52")
#: Relations that hand weights on; what was only learnt from is a dependency, not an ancestor.
_WEIGHTS = frozenset({"finetune", "adapter", "quantized", "merge", "hosted_copy", "unknown"})


def render(report: Report, name: str, licences: Licences, *, new_serial: bool = False) -> str:
    """CycloneDX 1.6 as JSON. The same report gives the same bytes unless ``new_serial`` asks for a random number."""
    from cyclonedx.model import Property
    from cyclonedx.model.bom import Bom, BomMetaData
    from cyclonedx.model.component import Component, ComponentType
    from cyclonedx.model.dependency import Dependency
    from cyclonedx.output.json import JsonV1Dot6
    from cyclonedx.spdx import fixup_id

    found = bill(report, name, licences, lambda id: fixup_id(id) or "")
    by_ref = {part.ref: part for part in found.parts}
    components = {part.ref: _component(part, by_ref) for part in found.parts}
    root = Component(name=found.name, type=ComponentType.APPLICATION, bom_ref=_ROOT)
    tool = Component(
        name="smallprint", type=ComponentType.APPLICATION, version=report.versions.get("smallprint") or None
    )
    bom = Bom(
        serial_number=uuid4() if new_serial else uuid5(_NAMESPACE, found.digest + report.as_of),
        metadata=BomMetaData(
            component=root,
            tools=_tools(tool),
            timestamp=datetime.fromisoformat(report.as_of).replace(tzinfo=UTC),
            properties=[Property(name="smallprint:data", value=report.versions.get("data", ""))],
        ),
        components=components.values(),
    )
    used = [components[part.ref].bom_ref for part in found.parts if part.places]
    bom.dependencies.add(Dependency(root.bom_ref, [Dependency(ref) for ref in used]))
    for part in found.parts:
        parents = {parent for _, parent in part.parents if parent in components}
        targets = [Dependency(components[parent].bom_ref) for parent in sorted(parents)]
        bom.dependencies.add(Dependency(components[part.ref].bom_ref, targets))
    return JsonV1Dot6(bom).output_as_string(indent=2)


def _tools(tool: Component) -> Any:
    from cyclonedx.model.tool import ToolRepository

    return ToolRepository(components=[tool])


def _component(part: Part, by_ref: dict[str, Part]) -> Component:
    from cyclonedx.model import ExternalReference, ExternalReferenceType, Property, XsUri
    from cyclonedx.model.component import Component, ComponentType, Pedigree
    from cyclonedx.model.component_evidence import ComponentEvidence, Occurrence
    from cyclonedx.model.contact import OrganizationalEntity
    from cyclonedx.model.license import DisjunctiveLicense, LicenseAcknowledgement, LicenseExpression
    from cyclonedx.spdx import is_supported_id

    said = LicenseAcknowledgement.DECLARED
    licences: list[DisjunctiveLicense | LicenseExpression] = []
    if part.licence and is_supported_id(part.licence):
        licences.append(DisjunctiveLicense(id=part.licence, acknowledgement=said))
    elif part.licence:
        licences.append(LicenseExpression(part.licence, acknowledgement=said))
    properties = [
        Property(name=f"smallprint:{name}", value=value)
        for name, value in (
            ("id", safe(part.id)),
            ("licence", part.label or "unknown"),
            ("licence-source", part.source),
            ("licence-evidence", part.evidence),
            *(("host", host) for host in part.hosts),
        )
        if value
    ]
    ancestors = [by_ref[parent] for relation, parent in part.parents if relation in _WEIGHTS and parent in by_ref]
    notes = "; ".join(f"{relation}: {parent}" for relation, parent in part.parents)
    return Component(
        name=part.name,
        group=part.group or None,
        version=part.version or None,
        type=ComponentType.DATA if part.is_data else ComponentType.MACHINE_LEARNING_MODEL,
        bom_ref=part.ref,
        purl=part.purl,
        licenses=licences,
        supplier=OrganizationalEntity(name=part.supplier) if part.supplier else None,
        external_references=[ExternalReference(type=ExternalReferenceType.DISTRIBUTION, url=XsUri(part.url))]
        if part.url
        else (),
        properties=properties,
        pedigree=Pedigree(ancestors=[_ancestor(parent) for parent in ancestors], notes=notes) if notes else None,
        evidence=ComponentEvidence(
            occurrences=[
                Occurrence(bom_ref=f"{part.ref}@{number}", location=safe(place.file, 1000), line=place.line or None)
                for number, place in enumerate(part.places)
            ]
        )
        if part.places
        else None,
    )


def _ancestor(part: Part) -> Component:
    from cyclonedx.model.component import Component, ComponentType

    kind = ComponentType.DATA if part.is_data else ComponentType.MACHINE_LEARNING_MODEL
    return Component(name=part.name, group=part.group or None, version=part.version or None, type=kind, purl=part.purl)
