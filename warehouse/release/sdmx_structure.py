"""The structure of the SDMX view of a ranking: dataflow, data structure, concepts and code lists, as SDMX-JSON 2.0.

Source: SDMX technical working group, SDMX-JSON 2.0.0 structure message, for SDMX 3.0.
"""

from collections.abc import Iterable, Mapping
from typing import Any

from schemas.words.catalogue import said
from schemas.words.languages import LANGUAGES
from schemas.words.message import message
from warehouse.publication.publication import Publication
from warehouse.ranking.row_ids import ALL, GROUP, SCORE
from warehouse.release.sdmx import (
    AGENCY,
    COMPONENTS,
    ESTIMATED,
    FLOW,
    MISSING,
    PROVISIONAL,
    STATUSES,
    VERSION,
    code,
    column_of,
)

_SCHEMA = (
    "https://raw.githubusercontent.com/sdmx-twg/sdmx-json/master/structure-message/tools/schemas/2.0.0/"
    "sdmx-json-structure-schema.json"
)
_MODEL = "urn:sdmx:org.sdmx.infomodel"
_DIMENSIONS = ("REF_AREA", "METHOD", "PEER_GROUP", "MEASURE")
_TIME, _VALUE, _STATUS = "TIME_PERIOD", "OBS_VALUE", "OBS_STATUS"
_TYPES = {
    "string": "String",
    "integer": "Integer",
    "number": "Double",
    "boolean": "Boolean",
    "date": "GregorianDay",
}
_CONCEPTS = "RANKING_CONCEPTS"
_STATUS_LIST = ("SDMX", "CL_OBS_STATUS", "2.2")
Names = tuple[str, str]  # Vietnamese, English


def sdmx_structure(p: Publication) -> dict[str, Any]:
    """Return the message that declares every column of the file of `sdmx_csv` and every code in it."""
    lists = _codes(p)
    flow, structure = message("data_files.ranking-flow"), message("data_files.ranking-structure")
    components = {
        "dimensionList": {
            "id": "DimensionDescriptor",
            "dimensions": [_dimension(place, name) for place, name in enumerate(_DIMENSIONS)],
            "timeDimension": {**_component(_TIME), "localRepresentation": {"format": _type("ObservationalTimePeriod")}},
        },
        "measureList": {"id": "MeasureDescriptor", "measures": [_component(_VALUE) | _represented(_VALUE)]},
        "attributeList": {"id": "AttributeDescriptor", "attributes": [_attribute(name) for name in _attributes()]},
    }
    return {
        "meta": {
            "schema": _SCHEMA,
            "id": f"{p.city.id}-{p.series}",
            "test": p.synthetic,
            "prepared": f"{p.business_date}T00:00:00Z",
            "contentLanguages": [language.tag for language in LANGUAGES],
            "sender": {"id": p.city.id, **_name_fields((p.city.name_vi, p.city.name_en))},
        },
        "data": {
            "dataflows": [_maintained(FLOW, said(flow)) | {"structure": _urn("datastructure.DataStructure", FLOW)}],
            "dataStructures": [_maintained(FLOW, said(structure)) | {"dataStructureComponents": components}],
            "conceptSchemes": [
                _maintained(_CONCEPTS, said(message("data_files.ranking-concepts")))
                | {"concepts": [{"id": name, **_name_fields(_label(name))} for name in COMPONENTS]}
            ],
            "codelists": [_code_list(name, codes) for name, codes in lists.items()],
        },
    }


def _codes(p: Publication) -> dict[str, dict[str, Names]]:
    """Return the codes that each coded component may have, with what they mean."""
    parts = {f"{GROUP}{group.id}": (group.name_vi, group.name_en) for group in p.method.groups}
    measures = {SCORE: said(message("release_workbook.score")), **parts, **_names(p, "indicators", "indicator")}
    peers = {ALL: said(message("data_files.all-units")), **_names(p, "peer_groups", "peer_group")}
    statuses = sorted({*STATUSES.values(), ESTIMATED, PROVISIONAL, MISSING})
    codes_of_attribute = {name: column_of(name).codes for name in _attributes() if name != _STATUS}
    return {
        "REF_AREA": _names(p, "units", "unit_id"),
        "METHOD": {p.method.id: (p.method.name_vi, p.method.name_en)},
        "PEER_GROUP": {code(name): names for name, names in peers.items()},
        "MEASURE": {code(name): names for name, names in measures.items()},
        _STATUS: {status: said(message(f"data_files.status-{status}")) for status in statuses},
        **{name: dict(codes) for name, codes in codes_of_attribute.items() if codes},
    }


def _names(p: Publication, table: str, column: str) -> dict[str, Names]:
    """Return what the values of a column are called, by the table that holds their names."""
    rows = p.tables[table].select(column, "name_vi", "name_en").unique(maintain_order=True).rows()
    return {value: (vi, en) for value, vi, en in rows}


def _attributes() -> Iterable[str]:
    return [name for name in COMPONENTS if name not in (*_DIMENSIONS, _TIME, _VALUE)]


def _label(component: str) -> Names:
    column = column_of(component)
    return column.label_vi, column.label_en


def _dimension(place: int, name: str) -> dict[str, Any]:
    return _component(name) | {"position": place, "localRepresentation": {"enumeration": _list_urn(name)}}


def _attribute(name: str) -> dict[str, Any]:
    usage = "mandatory" if name == _STATUS or column_of(name).required else "optional"
    return _component(name) | {"usage": usage, "attributeRelationship": {"observation": {}}} | _represented(name)


def _component(name: str) -> dict[str, Any]:
    return {"id": name, "conceptIdentity": f"{_urn('conceptscheme.Concept', _CONCEPTS)}.{name}"}


def _represented(name: str) -> dict[str, Any]:
    column = column_of(name)
    form = {"enumeration": _list_urn(name)} if column.codes else {"format": _type(_TYPES[column.type])}
    return {"localRepresentation": form}


def _type(data_type: str) -> dict[str, str]:
    return {"dataType": data_type}


def _code_list(name: str, codes: Mapping[str, Names]) -> dict[str, Any]:
    """Return a code list; of the one that SDMX maintains only the codes that are used."""
    agency, identifier, version = _list_of(name)
    artefact = {"id": identifier, "agencyID": agency, "version": version, **_name_fields(_label(name))}
    return artefact | {
        "isPartial": agency != AGENCY,
        "codes": [{"id": value, **_name_fields(names)} for value, names in codes.items()],
    }


def _list_of(name: str) -> tuple[str, str, str]:
    return _STATUS_LIST if name == _STATUS else (AGENCY, f"CL_{name}", VERSION)


def _list_urn(name: str) -> str:
    agency, identifier, version = _list_of(name)
    return f"{_MODEL}.codelist.Codelist={agency}:{identifier}({version})"


def _urn(kind: str, identifier: str) -> str:
    return f"{_MODEL}.{kind}={AGENCY}:{identifier}({VERSION})"


def _maintained(identifier: str, names: Names) -> dict[str, Any]:
    return {"id": identifier, "agencyID": AGENCY, "version": VERSION, **_name_fields(names)}


def _name_fields(names: Names) -> dict[str, Any]:
    """Return what is called so: by the first of the languages, and by each of them."""
    return {"name": names[0], "names": {language.tag: name for language, name in zip(LANGUAGES, names, strict=True)}}
