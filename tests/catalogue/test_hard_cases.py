"""Cases that are easy to get wrong, each with the source that settles it."""

from __future__ import annotations

from datetime import date

import pytest

from smallprint.catalogue import Catalogue
from smallprint.model import Node

CASES = [
    # id, day, licences claimed (first: its own), upstreams
    # Qwen2.5: the 3B models are for research, the 72B ones under the Qwen licence (cards, 2026-10).
    ("hf:Qwen/Qwen2.5-3B", "", ["qwen-research"], []),
    ("hf:Qwen/Qwen2.5-3B-Instruct-GGUF", "", ["qwen-research"], []),
    ("hf:Qwen/Qwen2.5-7B", "", ["apache-2.0"], []),
    ("hf:Qwen/Qwen2.5-72B-Instruct", "", ["qwen"], []),
    ("hf:Qwen/Qwen2.5-Coder-3B", "", ["qwen-research"], []),
    ("hf:Qwen/Qwen2.5-Coder-7B", "", ["apache-2.0"], []),
    # No licence field on the card; the LICENSE file is Qwen Research (illuin-tech/colpali#334).
    ("hf:Qwen/Qwen2.5-VL-3B-Instruct", "", ["qwen-research"], []),
    ("hf:Qwen/Qwen1.5-32B", "", ["tongyi-qianwen-research"], []),
    ("hf:Qwen/Qwen1.5-32B-Chat", "", ["tongyi-qianwen"], []),
    # Gemma Terms, appendix of 2026-04-01: up to 3n; "For Gemma 4 terms, see the Gemma 4 license".
    ("hf:google/gemma-2-9b-it", "", ["gemma"], []),
    ("hf:google/gemma-3n-E4B-it", "", ["gemma"], []),
    ("hf:google/gemma-4-31B-it", "", ["apache-2.0"], []),
    # Card, 2026-10: other, health-ai-developer-foundations.
    ("hf:google/medgemma-4b-it", "", ["hai-def"], []),
    # LICENSE history of microsoft/phi-2: replaced by MIT with the upload of 2024-01-05.
    ("hf:microsoft/phi-2", "2023-12-20", ["microsoft-research-license"], []),
    ("hf:microsoft/phi-2", "2024-01-05", ["mit"], []),
    ("hf:microsoft/phi-2", "", ["mit"], []),
    # docs.mistral.ai, table of models and licences.
    ("hf:mistralai/Mistral-Small-Instruct-2409", "", ["mrl-0.1"], []),
    ("hf:mistralai/Mistral-Small-24B-Instruct-2501", "", ["apache-2.0"], []),
    ("hf:mistralai/Codestral-22B-v0.1", "", ["mnpl-0.1"], []),
    # NVIDIA's card of the copy; card of the 24B sibling (2026-10).
    ("hf:mistralai/Devstral-2-123B-Instruct-2512", "", ["devstral-2-123b"], []),
    ("hf:mistralai/Devstral-Small-2-24B-Instruct-2512", "", ["apache-2.0"], []),
    ("hf:mistralai/Mistral-Medium-3.5-128B", "", ["mistral-modified-mit"], []),
    # MoonshotAI/Kimi-K2 LICENSE @c6157be; card of Kimi-K3 (2026-10). Third-party lists wrongly say MIT for K2.
    ("hf:moonshotai/Kimi-K2-Instruct", "", ["kimi-k2-modified-mit"], []),
    ("hf:moonshotai/Kimi-K3", "", ["kimi-k3"], []),
    # Cards of 2026-10; MiniMax-M2 LICENSE @8bbd67e; scancode-toolkit#4919.
    ("hf:MiniMaxAI/MiniMax-M1-80k", "", ["apache-2.0"], []),
    ("hf:MiniMaxAI/MiniMax-M2", "2025-11-01", ["mit"], []),
    ("hf:MiniMaxAI/MiniMax-M2", "2025-11-13", ["minimax-m2-modified-mit"], []),
    ("hf:MiniMaxAI/MiniMax-M2.7", "", ["minimax-m2.7-nc"], []),
    ("hf:MiniMaxAI/MiniMax-M3", "", ["unknown"], []),
    # LICENSE of glm-4-9b; cards of 2026-10: mit from 2025-04, GLM-5.3 under its own licence.
    ("hf:THUDM/glm-4-9b-chat", "", ["glm-4-9b"], []),
    ("hf:zai-org/GLM-4.5", "", ["mit"], []),
    ("hf:zai-org/GLM-5.3", "", ["glm-5.3"], []),
    ("hf:zai-org/GLM-5.3-Flash", "", ["mit"], []),
    # DeepSeek-R1 README, section 7: the cards say mit, the bases keep their licences.
    ("hf:deepseek-ai/DeepSeek-R1-Distill-Llama-8B", "", ["mit"], ["hf:meta-llama/Llama-3.1-8B"]),
    ("hf:deepseek-ai/DeepSeek-R1-Distill-Llama-70B", "", ["mit"], ["hf:meta-llama/Llama-3.3-70B-Instruct"]),
    ("hf:deepseek-ai/DeepSeek-R1-Distill-Qwen-32B", "", ["mit"], ["hf:Qwen/Qwen2.5-32B"]),
    # DeepSeek-V3 LICENSE-MODEL @9b4e978; card of V3-0324.
    ("hf:deepseek-ai/DeepSeek-V3", "", ["deepseek-license-1.0"], []),
    ("hf:deepseek-ai/DeepSeek-V3-0324", "", ["mit"], []),
    # Cards of 2026-10 name NVIDIA's licence, their text the Llama generation's too.
    (
        "hf:nvidia/Llama-3.1-Nemotron-Nano-8B-v1",
        "",
        ["nvidia-open-model-license AND llama3.1"],
        ["hf:meta-llama/Llama-3.1-8B-Instruct"],
    ),
    (
        "hf:nvidia/Llama-3_3-Nemotron-Super-49B-v1_5",
        "",
        ["nvidia-open-model-license AND llama3.3"],
        ["hf:meta-llama/Llama-3.3-70B-Instruct"],
    ),
    # jina.ai, model pages; cards.
    ("hf:jinaai/jina-embeddings-v2-base-en", "", ["apache-2.0"], []),
    ("hf:jinaai/jina-embeddings-v3", "", ["cc-by-nc-4.0"], []),
    ("hf:jinaai/jina-embeddings-v4", "", ["qwen-research"], ["hf:Qwen/Qwen2.5-VL-3B-Instruct"]),
    # black-forest-labs/flux @802fb47 (dev text of 2025-06-27), flux2 @ab7cca6.
    ("hf:black-forest-labs/FLUX.1-schnell", "", ["apache-2.0"], []),
    ("hf:black-forest-labs/FLUX.1-dev", "", ["flux-1-dev-nc"], []),
    ("hf:black-forest-labs/FLUX.1-dev", "2025-01-01", ["flux-1-dev-nc-2024"], []),
    ("hf:black-forest-labs/FLUX.2-klein-4B", "", ["apache-2.0"], []),
    ("hf:black-forest-labs/FLUX.2-klein-9B", "", ["flux-nc-2.1"], []),
    # LICENSE files of the repositories; cards of Hy3 (2026-10).
    ("hf:tencent/Hunyuan-A13B-Instruct", "", ["tencent-hunyuan-a13b"], []),
    ("hf:tencent/HunyuanVideo", "", ["tencent-hunyuan-video"], []),
    ("hf:tencent/Hunyuan-MT-7B", "", ["unknown"], []),
    ("hf:tencent/Hy3", "", ["apache-2.0"], []),
    # Cards of Cohere: CC-BY-NC with an acceptable use policy; Command A+ (2026-05) Apache-2.0.
    ("hf:CohereForAI/c4ai-command-r-v01", "", ["cc-by-nc-4.0 AND c4ai.aup"], []),
    ("hf:CohereLabs/command-a-plus-05-2026-bf16", "", ["apache-2.0"], []),
    ("hf:CohereLabs/aya-101", "", ["apache-2.0"], []),
    # Hub list of 2024-07 and Stability AI's repositories.
    ("hf:stabilityai/stable-diffusion-xl-base-1.0", "", ["openrail++"], []),
    ("hf:stabilityai/sdxl-vae", "", ["mit"], []),
    ("hf:stabilityai/stable-diffusion-2-1", "", ["openrail++-2022"], []),
    # MODEL_LICENSE @0fafa56 against the card's label: both are shown.
    ("hf:Kwai-Kolors/Kolors", "", ["kolors", "apache-2.0"], []),
    # 01-ai/Yi @6280097.
    ("hf:01-ai/Yi-34B", "2024-03-01", ["yi-2.1"], []),
    ("hf:01-ai/Yi-34B", "", ["apache-2.0"], []),
    # Card of allenai/Molmo-72B-0924 @526ccd9.
    ("hf:allenai/Molmo-72B-0924", "", ["apache-2.0"], ["hf:Qwen/Qwen2-72B"]),
    # Tag digests of the Ollama library (2026-06); before the release of 2025-05-28 presumably the Llama distill.
    ("ollama:deepseek-r1:8b", "", ["mit"], ["hf:deepseek-ai/DeepSeek-R1-0528-Qwen3-8B"]),
    ("ollama:deepseek-r1:8b", "2025-03-01", ["mit"], ["hf:deepseek-ai/DeepSeek-R1-Distill-Llama-8B"]),
    ("ollama:deepseek-r1", "", ["mit"], ["hf:deepseek-ai/DeepSeek-R1-0528-Qwen3-8B"]),
    ("ollama:mistral-small:22b", "", ["mrl-0.1"], ["hf:mistralai/Mistral-Small-Instruct-2409"]),
    ("ollama:mistral-small:24b", "", ["apache-2.0"], ["hf:mistralai/Mistral-Small-24B-Instruct-2501"]),
]


def known(catalogue: Catalogue, name: str, day: str = "") -> Node:
    node = catalogue.node(name, date.fromisoformat(day) if day else None)
    assert node is not None, name
    return node


@pytest.mark.parametrize(("name", "day", "licences", "upstreams"), CASES, ids=[f"{c[0]}@{c[1]}" for c in CASES])
def test_hard_case(catalogue: Catalogue, name: str, day: str, licences: list[str], upstreams: list[str]) -> None:
    node = known(catalogue, name, day)
    assert [claim.expression for claim in node.claims] == licences
    made_from = [
        edge.parent for edge in node.parents if edge.relation not in ("trained_on", "generated_by", "distilled")
    ]
    assert made_from == upstreams
    assert all(claim.evidence for claim in node.claims), "a claim says who says so"


def test_the_presumed_past_of_a_tag_is_marked_as_such(catalogue: Catalogue) -> None:
    edge = known(catalogue, "ollama:deepseek-r1:8b", "2025-03-01").parents[0]
    assert edge.confidence == "low"


def test_a_distilled_model_keeps_its_weights_and_its_teacher_apart(catalogue: Catalogue) -> None:
    edges = {e.parent: e.relation for e in known(catalogue, "hf:deepseek-ai/DeepSeek-R1-Distill-Llama-8B").parents}
    assert edges == {"hf:meta-llama/Llama-3.1-8B": "finetune", "hf:deepseek-ai/DeepSeek-R1": "distilled"}
