"""What a licence label means: from the Hub's ``license:`` values, ``license_name`` and SPDX ids to our licence ids.

A label is its uploader's statement. Where it names one text, that text's id is the answer. Where the Hub names a family
(``openrail``, ``cc``, ``bsd``, ``gpl``, ``lgpl``) it is the family's id, which says only what all its members have.
Where publishers use one name for several deals (``modified-mit``), the answer is ``unknown`` and :func:`members` lists
the candidates. Nothing is guessed from similarity.

Sources: the Hub's list of licence identifiers (hub-docs, ``repositories-licenses.md``, 2026-08-22), whose identifiers
are our ids; the SPDX licence list for the spellings; ``license_name`` values as publishers write them on their cards.
"""

from __future__ import annotations

from functools import lru_cache

from smallprint.late import late

__all__ = ["UNKNOWN", "expression_of", "members"]

#: The expression of what nobody states.
UNKNOWN = "unknown"

#: Ids that a label may be, spelled as in ``licences/``. A Hub identifier that names one text is its own id.
_IDS = frozenset(
    """
    afl-3.0 agpl-3.0 ai-pubs-openrail-m-clay ai-pubs-openrail-m-datalab ai2-impact-mr apache-2.0 apple-amlr apple-ascl
    artistic-2.0 baichuan2-community bigcode-openrail-m bigscience-bloom-rail-1.0 bigscience-openrail-m bilibili-model
    bsd-2-clause bsd-3-clause bsd-3-clause-clear bsl-1.0 c-uda cc-by-2.0 cc-by-2.5 cc-by-3.0 cc-by-4.0 cc-by-nc-2.0
    cc-by-nc-3.0 cc-by-nc-4.0 cc-by-nc-nd-3.0 cc-by-nc-nd-4.0 cc-by-nc-sa-2.0 cc-by-nc-sa-3.0 cc-by-nc-sa-4.0
    cc-by-nd-4.0 cc-by-sa-3.0 cc-by-sa-4.0 cc0-1.0 cdla-permissive-1.0 cdla-permissive-2.0 cdla-sharing-1.0
    chameleon-research chatglm3-6b cpml-1.0.0 creativeml-openrail-m databricks-open-model deepfloyd-if-license
    deepseek-license-1.0 devstral-2-123b dinov3-license ecl-2.0 epl-1.0 epl-2.0 etalab-2.0 eupl-1.1 eupl-1.2
    exaone-1.1-nc exaone-1.2-nc fair-ai-public-1.0 fair-ai-public-1.0-sd fair-noncommercial-research-license falcon-180b
    falcon-2-11b falcon-3 fish-audio-research flux-1-dev-nc flux-1-dev-nc-2024 flux-2-dev-nc flux-nc-2.1 gemma gfdl
    gemma-2024-02-21 gemma-2024-04-01 gemma-2025-03-24 ltx-2-community-2026-01 stabilityai-nc-research-2023-11
    alphafold3-output alphafold3-weights
    glm-4-9b glm-5.3 gpl-2.0 gpl-3.0 grok2-community h-research hai-def hyperclovax-seed intel-research isc
    jamba-open-model k-exaone kimi-k2-modified-mit kimi-k2.5-modified-mit kimi-k2.6-modified-mit
    kimi-k2.7-code-modified-mit kimi-k3 kolors lfm-1.0 lgpl-2.1 lgpl-3.0 lgpl-lr llama1 llama2 llama3 llama3.1 llama3.2
    llama3.3 llama4 lppl-1.3c ltx-2-community ltx-video-rail-m microsoft-research-license minicpm-community
    minimax-m2-modified-mit minimax-m2.1-modified-mit minimax-m2.7-nc minimax-model-2025 minimax-model-m2.5
    mistral-modified-mit mit mnpl-0.1 mpl-2.0 mrl-0.1 ms-pl ncsa nexusflow-ravenv2 nvidia-ai-foundation-models-community
    nvidia-data-model-training nvidia-nemotron-open-model-license nvidia-oneway-noncommercial
    nvidia-open-model-agreement nvidia-open-model-license odbl odc-by ofl-1.1 open-aleph-1.0
    open-weights-permissive-1.0.0 openatom-model-1.0 opencoder openmdw-1.0 openmdw-1.1 openpangu-1.0 openpangu-2.0
    openrail++ openrail++-2022 opt-175b orion-14b osl-3.0 pddl playground-v2-community postgresql qwen
    qwen-community-1.0 qwen-research responsible-ai-source-1.1 sam-license sdxl-0.9-research seamless seer
    skywork-community soml-1.0 stable-beluga-nc stabilityai-community stabilityai-nc-research stabilityai-nc-sv3d
    svd-nc-community tencent-hunyuan-3d-2.0 tencent-hunyuan-a13b tencent-hunyuan-dit tencent-hunyuan-image-3.0
    tencent-hunyuan-video tongyi-qianwen tongyi-qianwen-research unlicense wtfpl yi-1.0 yi-2.1 zlib
    """.split()  # noqa: SIM905
)

#: Labels that name a family, with the texts that it may mean. ``gemma``, ``openrail++``, ``gfdl``, ``odc-by`` and
#: ``odbl`` are families too by the Hub's count, but each has one current text, which carries the id.
_FAMILIES: dict[str, tuple[str, ...]] = {
    "openrail": (
        "creativeml-openrail-m", "bigscience-openrail-m", "bigcode-openrail-m", "openrail++", "openrail++-2022",
        "ai-pubs-openrail-m-clay", "ai-pubs-openrail-m-datalab", "bigscience-bloom-rail-1.0",
    ),
    "bsd": ("bsd-2-clause", "bsd-3-clause", "bsd-3-clause-clear"),
    "cc": (
        "cc0-1.0", "cc-by-2.0", "cc-by-2.5", "cc-by-3.0", "cc-by-4.0", "cc-by-sa-3.0", "cc-by-sa-4.0", "cc-by-nc-2.0",
        "cc-by-nc-3.0", "cc-by-nc-4.0", "cc-by-nd-4.0", "cc-by-nc-nd-3.0", "cc-by-nc-nd-4.0", "cc-by-nc-sa-2.0",
        "cc-by-nc-sa-3.0", "cc-by-nc-sa-4.0",
    ),
    "gpl": ("gpl-2.0", "gpl-3.0"),
    "lgpl": ("lgpl-2.1", "lgpl-3.0"),
    # license_name values under which publishers ship different texts.
    "modified-mit": (
        "kimi-k2-modified-mit", "kimi-k2.5-modified-mit", "kimi-k2.6-modified-mit", "kimi-k2.7-code-modified-mit",
        "minimax-m2-modified-mit", "minimax-m2.1-modified-mit", "minimax-model-m2.5", "mistral-modified-mit",
        "devstral-2-123b",
    ),
    "exaone": ("exaone-1.1-nc", "exaone-1.2-nc"),
    "tencent-hunyuan-community": (
        "tencent-hunyuan-dit", "tencent-hunyuan-video", "tencent-hunyuan-3d-2.0", "tencent-hunyuan-a13b",
        "tencent-hunyuan-image-3.0",
    ),
    "flux-dev-non-commercial-license": ("flux-1-dev-nc", "flux-1-dev-nc-2024", "flux-2-dev-nc"),
    "chatglm": ("chatglm3-6b",),
    "ai2-impact": ("ai2-impact-mr",),
}  # fmt: skip

#: Families that are labels of the Hub itself; they have an entry of their own in ``licences/``.
_HUB_FAMILIES = frozenset({"openrail", "bsd", "cc", "gpl", "lgpl"})

#: Other spellings of one text: SPDX ids that are not our id in lower case, titles, and ``license_name`` values.
_SPELLINGS: dict[str, str] = {
    # SPDX. "Or later" only widens the licensee's choice, so the version named is what binds at least.
    **{
        f"{gnu}-{version}{end}": f"{gnu}-{version}"
        for gnu, version in (("gpl", "2.0"), ("gpl", "3.0"), ("agpl", "3.0"), ("lgpl", "2.1"), ("lgpl", "3.0"))
        for end in ("-only", "-or-later", "+")
    },
    "gfdl-1.3": "gfdl", "gfdl-1.3-only": "gfdl", "gfdl-1.3-or-later": "gfdl",
    "c-uda-1.0": "c-uda", "odc-by-1.0": "odc-by", "odbl-1.0": "odbl", "pddl-1.0": "pddl", "lgpllr": "lgpl-lr",
    # Titles of general licences.
    "gnu-general-public-2.0": "gpl-2.0", "gnu-general-public-3.0": "gpl-3.0", "gnu-gpl-2.0": "gpl-2.0",
    "gnu-gpl-3.0": "gpl-3.0", "gpl2": "gpl-2.0", "gpl3": "gpl-3.0", "gplv2": "gpl-2.0", "gplv3": "gpl-3.0",
    "gnu-affero-general-public-3.0": "agpl-3.0", "agpl3": "agpl-3.0", "agplv3": "agpl-3.0", "gnu-agpl-3.0": "agpl-3.0",
    "gnu-lesser-general-public-2.1": "lgpl-2.1", "gnu-lesser-general-public-3.0": "lgpl-3.0",
    "academic-free-3.0": "afl-3.0", "boost-software-1.0": "bsl-1.0", "mozilla-public-2.0": "mpl-2.0",
    "eclipse-public-1.0": "epl-1.0", "eclipse-public-2.0": "epl-2.0",
    "apache2": "apache-2.0", "apache2.0": "apache-2.0", "apache-2": "apache-2.0",
    "bsd-2-clause-simplified": "bsd-2-clause", "bsd-3-clause-new": "bsd-3-clause",
    "bsd-3-clause-new-or-revised": "bsd-3-clause", "cc0": "cc0-1.0", "creative-commons-zero-1.0-universal": "cc0-1.0",
    "cc0-1.0-universal": "cc0-1.0",
    # license_name values and titles of model licences.
    "llama-1": "llama1", "llama-2": "llama2", "llama-3": "llama3", "llama-3.1": "llama3.1", "llama-3.2": "llama3.2",
    "llama-3.3": "llama3.3", "llama-4": "llama4",
    **{
        f"{meta}llama{dash}{version}-community{end}": f"llama{version}"
        for meta in ("", "meta-")
        for dash in ("", "-")
        for version in ("2", "3", "3.1", "3.2", "3.3", "4")
        for end in ("", "-agreement")
    },
    "meta-llama-2": "llama2", "meta-llama-3": "llama3", "meta-llama-3.1": "llama3.1", "meta-llama-3.2": "llama3.2",
    "meta-llama-3.3": "llama3.3", "meta-llama-4": "llama4", "meta-llama3-community": "llama3",
    "llama3-community": "llama3", "llama2-community": "llama2",
    "stabilityai-ai-community": "stabilityai-community", "stability-community": "stabilityai-community",
    "stability-ai-community": "stabilityai-community", "stability-ai-community-agreement": "stabilityai-community",
    "stabilityai-nc-research-community": "stabilityai-nc-research",
    "stable-beluga-non-commercial-community": "stable-beluga-nc",
    "stable-video-diffusion-nc-community": "svd-nc-community",
    "flux-1-dev-non-commercial": "flux-1-dev-nc", "flux.1-dev-non-commercial": "flux-1-dev-nc",
    "flux-non-commercial": "flux-nc-2.1", "flux-2-dev-non-commercial": "flux-2-dev-nc",
    "deepseek": "deepseek-license-1.0", "deepseek-agreement": "deepseek-license-1.0",
    "tongyi-qianwen-agreement": "tongyi-qianwen", "tongyi-qianwen-research-agreement": "tongyi-qianwen-research",
    "qwen-agreement": "qwen", "qwen-research-agreement": "qwen-research", "qwen-community-1.0": "qwen-community-1.0",
    "mnpl": "mnpl-0.1", "mistral-ai-non-production": "mnpl-0.1", "mrl": "mrl-0.1", "mistral-ai-research": "mrl-0.1",
    "mistral-research": "mrl-0.1", "modified-mit-mistral": "mistral-modified-mit",
    "hyperclovax-seed-model-agreement": "hyperclovax-seed",
    "tencent-hunyuan-a13b-community": "tencent-hunyuan-a13b",
    "nvidia-open-model-license-agreement": "nvidia-open-model-license",
    "nvidia-open-model": "nvidia-open-model-license",
    "nvidia-nemotron-open-model": "nvidia-nemotron-open-model-license",
    "lfm1.0": "lfm-1.0", "lfm-open-1.0": "lfm-1.0",
    "health-ai-developer-foundations": "hai-def", "health-ai-developer-foundations-terms-of-use": "hai-def",
    "dinov3": "dinov3-license", "sam": "sam-license", "glm-4": "glm-4-9b", "the-glm-4-9b": "glm-4-9b",
    "databricks-open-model": "databricks-open-model", "cpml": "cpml-1.0.0", "coqui-public-model": "cpml-1.0.0",
    "falcon-llm": "falcon-3", "ltx-2-community-agreement": "ltx-2-community", "opt": "opt-175b",
    "opt-175b-agreement": "opt-175b", "apple-sample-code": "apple-ascl", "fish-audio-research": "fish-audio-research",
    "minimax-m2.7-non-commercial": "minimax-m2.7-nc", "jamba-open-model": "jamba-open-model",
    "microsoft-research": "microsoft-research-license", "deepfloyd-if": "deepfloyd-if-license",
    "deepfloyd-if-research-agreement": "deepfloyd-if-license", "kimi-k3": "kimi-k3",
    "gemma-terms-of-use": "gemma", "gemma-terms": "gemma", "open-rail++-m": "openrail++",
    "creativeml-open-rail++-m": "openrail++", "creativeml-open-rail-m": "creativeml-openrail-m",
    "bigscience-openrail-m": "bigscience-openrail-m", "bigcode-open-rail-m-1": "bigcode-openrail-m",
    "faipl-1.0": "fair-ai-public-1.0", "faipl-1.0-sd": "fair-ai-public-1.0-sd", "fair-ai-public-1.0-sd":
    "fair-ai-public-1.0-sd", "fair-noncommercial-research": "fair-noncommercial-research-license",
    "chameleon": "chameleon-research", "seer": "seer", "bilibili": "bilibili-model", "orion-14b-community": "orion-14b",
    "cdla-sharing-1": "cdla-sharing-1.0", "skywork": "skywork-community",
}  # fmt: skip

_SPACE = late(r"[\s_/]+")
_NOISE = late(r"(?:^|-)(?:license|licence|version)(?=-|$)")
_VERSION = late(r"(?<=-)v(?:er\.?)?-?(?=\d)")
_OPERATOR = late(r"\s+(AND|OR)\s+|([()])")
_LIMIT = 200


@lru_cache(maxsize=4096)
def expression_of(label: str, name: str = "") -> str:
    """The licence expression, over our ids, that a label states.

    ``label`` is a Hub ``license:`` value, an SPDX id or expression, a licence title, ``other:NAME``, or several labels
    with commas between them (a list on a card; it does not say which part each covers, so all are taken to apply).
    ``name`` is the ``license_name`` that goes with ``other``. Returns ``unknown`` for a name that several texts share
    and for whatever is not known; never a guess.
    """
    label = label.strip()
    if not label or len(label) > _LIMIT:
        return UNKNOWN
    if label.lower().startswith("license:"):
        label = label[len("license:") :].strip()
    if label.lower().startswith("other:"):
        label, name = "other", label[len("other:") :]
    if label.lower() == "other":
        name = name.strip()
        return expression_of(name) if name and name.lower() != "other" else UNKNOWN
    if "," in label:
        parts = [expression_of(part) for part in label.split(",") if part.strip()]
        return " AND ".join(f"({part})" if " OR " in part else part for part in dict.fromkeys(parts)) or UNKNOWN
    if _OPERATOR.search(label):
        return _compound(label)
    return _single(label)


def members(label: str) -> tuple[str, ...]:
    """The licences that a family label may mean; empty where the label names one text or nothing is known of it."""
    key = _key(label)
    return _FAMILIES.get(key) or _FAMILIES.get(_bare(key)) or ()


def _single(label: str) -> str:
    key = _key(label)
    if key in _IDS:
        return key
    bare = _bare(key)
    for family in (key, bare):
        if family in _FAMILIES:
            return family if family in _HUB_FAMILIES else UNKNOWN
    for spelling in (key, bare):
        if found := _SPELLINGS.get(spelling):
            return found
    return bare if bare in _IDS else UNKNOWN


def _key(label: str) -> str:
    return _SPACE.sub("-", label.strip().lower())


def _bare(key: str) -> str:
    """``apache-license-v2.0`` as ``apache-2.0``: without the words that titles add around name and version."""
    return _NOISE.sub("", _VERSION.sub("", key)).replace("(", "").replace(")", "").strip("-")


def _compound(label: str) -> str:
    """An SPDX-like expression with each operand mapped; ``unknown`` as a whole if it is not well formed."""
    out: list[str] = []
    depth, operand_next = 0, True
    for piece in filter(None, (part.strip() for part in _OPERATOR.split(label) if part)):
        if piece in ("AND", "OR"):
            if operand_next:
                return UNKNOWN
            out.append(f" {piece} ")
            operand_next = True
        elif piece == "(":
            if not operand_next:
                return UNKNOWN
            depth += 1
            out.append(piece)
        elif piece == ")":
            depth -= 1
            if operand_next or depth < 0:
                return UNKNOWN
            out.append(piece)
        else:
            if not operand_next:
                return UNKNOWN
            out.append(_single(piece))
            operand_next = False
    return "".join(out) if depth == 0 and not operand_next else UNKNOWN
