"""Where a provider processes: names of regions, endpoints and deployment types as the countries that they mean.

A scope is a tuple of ISO 3166-1 codes (``EU`` opened up later) and the word ``global``. An empty tuple: not known.
Sources: the public region tables of AWS, Google Cloud and Azure, and the prefixes of Bedrock's inference profiles.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

__all__ = ["GLOBAL", "own_geography", "scope_of", "shown_scope"]

GLOBAL = "global"
_APAC = ("AU", "IN", "JP", "KR", "SG")
_GROUPS: Mapping[str, tuple[str, ...]] = {
    "eu": ("EU",), "eea": ("EEA",), "europe": ("EU",), "us": ("US",), "usa": ("US",), "us-gov": ("US",), "apac": _APAC,
    "jp": ("JP",), "au": ("AU",), "ca": ("CA",), "uk": ("GB",), "global": (GLOBAL,), "worldwide": (GLOBAL,),
    "eu-multi-region": ("EU",), "us-multi-region": ("US",),
}  # fmt: skip
#: Region of a cloud -> country.
_REGIONS: Mapping[str, str] = {
    # AWS
    "us-east-1": "US", "us-east-2": "US", "us-west-1": "US", "us-west-2": "US", "us-gov-west-1": "US",
    "us-gov-east-1": "US",
    "ca-central-1": "CA", "ca-west-1": "CA", "sa-east-1": "BR", "mx-central-1": "MX",
    "eu-central-1": "DE", "eu-central-2": "CH", "eu-west-1": "IE", "eu-west-2": "GB", "eu-west-3": "FR", "eu-north-1":
    "SE",
    "eu-south-1": "IT", "eu-south-2": "ES", "il-central-1": "IL", "me-central-1": "AE", "me-south-1": "BH",
    "af-south-1": "ZA",
    "ap-northeast-1": "JP", "ap-northeast-2": "KR", "ap-northeast-3": "JP", "ap-southeast-1": "SG", "ap-southeast-2":
    "AU",
    "ap-southeast-3": "ID", "ap-southeast-4": "AU", "ap-southeast-5": "MY", "ap-southeast-7": "TH", "ap-south-1": "IN",
    "ap-south-2": "IN", "ap-east-1": "HK", "cn-north-1": "CN", "cn-northwest-1": "CN",
    # Google Cloud
    "us-central1": "US", "us-east1": "US", "us-east4": "US", "us-east5": "US", "us-south1": "US", "us-west1": "US",
    "us-west2": "US", "us-west3": "US", "us-west4": "US", "northamerica-northeast1": "CA", "northamerica-northeast2":
    "CA",
    "southamerica-east1": "BR", "southamerica-west1": "CL", "europe-central2": "PL", "europe-north1": "FI",
    "europe-north2": "SE",
    "europe-southwest1": "ES", "europe-west1": "BE", "europe-west2": "GB", "europe-west3": "DE", "europe-west4": "NL",
    "europe-west6": "CH", "europe-west8": "IT", "europe-west9": "FR", "europe-west10": "DE", "europe-west12": "IT",
    "asia-east1": "TW", "asia-east2": "HK", "asia-northeast1": "JP", "asia-northeast2": "JP", "asia-northeast3": "KR",
    "asia-south1": "IN", "asia-south2": "IN", "asia-southeast1": "SG", "asia-southeast2": "ID",
    "australia-southeast1": "AU",
    "australia-southeast2": "AU", "me-west1": "IL", "me-central1": "QA", "me-central2": "SA", "africa-south1": "ZA",
    # Azure
    "eastus": "US", "eastus2": "US", "westus": "US", "westus2": "US", "westus3": "US", "centralus": "US",
    "northcentralus": "US",
    "southcentralus": "US", "westcentralus": "US", "canadaeast": "CA", "canadacentral": "CA", "brazilsouth": "BR",
    "northeurope": "IE", "westeurope": "NL", "francecentral": "FR", "germanywestcentral": "DE", "italynorth": "IT",
    "norwayeast": "NO", "polandcentral": "PL", "spaincentral": "ES", "swedencentral": "SE", "switzerlandnorth": "CH",
    "switzerlandwest": "CH", "uksouth": "GB", "ukwest": "GB", "uaenorth": "AE", "southafricanorth": "ZA",
    "australiaeast": "AU",
    "japaneast": "JP", "japanwest": "JP", "koreacentral": "KR", "southeastasia": "SG", "eastasia": "HK", "southindia":
    "IN",
    "centralindia": "IN", "chinaeast2": "CN", "chinanorth3": "CN",
}  # fmt: skip
_GEOGRAPHY = re.compile(r"(?:^|[/:])(us-gov|us|eu|apac|global|jp|au|ca)\.(?=[a-z])")
_ARN = re.compile(r"arn:aws[\w-]*:bedrock:([a-z0-9-]*):")


def scope_of(text: str, residency: Mapping[str, Any]) -> tuple[str, ...]:
    """The scope that the words of a customer or a file name: a code, a region of a cloud, a type of deployment.

    ``residency`` is the provider's section: its own names for places come first, since a provider's region may only say
    where data is stored. Empty where the words settle nothing.
    """
    word = text.strip().lower()
    places: Mapping[str, str] = residency.get("places", {})
    for candidate in (word, word.split("/")[0].split(" ")[0]):
        if candidate in places:
            return _words(places[candidate])
    if word in _GROUPS:
        return _GROUPS[word]
    if word in _REGIONS:
        return (_REGIONS[word],)
    if re.fullmatch(r"[a-z]{2}", word):
        return (word.upper(),)
    host = re.sub(r"^[a-z]+://", "", word).split("/")[0].split(":")[0]
    for ending, scope in residency.get("hosts", {}).items():
        if host == ending or host.endswith(f".{ending}"):
            return _words(scope)
    squeezed = re.sub(r"[\s_]+", "", word)
    if squeezed in _REGIONS:
        return (_REGIONS[squeezed],)
    if squeezed.startswith("global"):
        return (GLOBAL,)
    if squeezed.startswith("datazone"):
        return ("EU",) if re.search(r"\b(?:eu|europe)\b", word) else ("US",) if re.search(r"\bus\b", word) else ()
    for part in re.split(r"[./]", host):
        if part in _REGIONS:
            return (_REGIONS[part],)
        for region in _REGIONS:
            if part.endswith(f"-{region}") or part.startswith(f"{region}-"):
                return (_REGIONS[region],)
    return ()


def own_geography(ref: str) -> tuple[str, ...]:
    """The scope of the prefix of an inference profile: ``eu.``, ``global.``; empty where an id has none."""
    match = _GEOGRAPHY.search(ref)
    return _GROUPS[match[1]] if match else ()


def shown_scope(ref: str, region: str, residency: Mapping[str, Any]) -> tuple[str, ...]:
    """The scope that a reference itself shows: the prefix of a Bedrock profile, the region of an ARN or a route."""
    if scope := own_geography(ref):
        return scope
    if region and (scope := scope_of(region, residency)):
        return scope
    if (match := _ARN.search(ref)) and match[1] in _REGIONS:
        return (_REGIONS[match[1]],)
    for part in ref.split("/"):
        if part in _REGIONS:
            return (_REGIONS[part],)
    return ()


def _words(text: str) -> tuple[str, ...]:
    """A scope as a provider file writes it: codes and ``global``, with blanks between; ``open`` and ``called`` settle
    nothing.
    """
    return tuple(word for word in text.split() if word not in ("open", "called"))
