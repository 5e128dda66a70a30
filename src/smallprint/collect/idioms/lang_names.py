"""Words in programming languages that say what becomes of a string: names, wrappers, look-ups. Data only."""

from __future__ import annotations

import re

__all__ = [
    "BASE_URL", "COMPARING", "CONDITION_KEYS", "DEFAULTING", "FALLBACKS", "GETTERS", "ITERATING", "LISTS",
    "LOOKING_UP", "MAKERS", "MODEL_NAMES", "MODEL_WORDS", "NEVER_CALLS", "NOT_MODEL_WORDS", "PAIRS", "PURPOSE_WORDS",
    "REGISTRY_WORDS", "ROLE_KEYS", "ROLE_TABLES", "SHOWN_KEYS", "STAND_INS", "TABLE_KEYS", "TAKERS",
    "TASK_NAMES", "WRAPPERS",
]  # fmt: skip

#: Methods that only compare or search: their receiver and their argument are mentions.
COMPARING = frozenset(
    {
        "equals", "equalsIgnoreCase", "Equals", "includes", "include?", "contains", "Contains", "startsWith",
        "StartsWith", "starts_with", "start_with?", "starts_with?", "endsWith", "EndsWith", "ends_with", "end_with?",
        "ends_with?", "hasPrefix", "hasSuffix", "HasPrefix", "HasSuffix", "indexOf", "match", "matches", "Matches",
        "test", "has", "eq?", "eql?", "localeCompare", "compareTo", "EqualFold", "contentEquals", "is_some_and",
        "str_contains", "str_starts_with", "in_array", "member?", "containsKey", "ContainsKey", "IsMatch", "strcmp",
        "strncmp", "strstr",
    }
)  # fmt: skip

#: Callables that hand one of their arguments on -> the numbers of these arguments.
WRAPPERS: dict[str, frozenset[int]] = {
    **dict.fromkeys(
        (
            "String", "string", "str", "Some", "Ok", "Just", "from", "into", "of", "ofNullable", "valueOf", "ptr",
            "Ptr", "F", "Of", "default", "unwrap_or", "unwrap_or_else", "orElse", "orElseGet", "or_else", "NewOpt",
            "getOrElse", "Opt", "getOrThrow", "useState", "ref", "signal", "atom", "writable", "literal", "freeze",
            "toString", "strdup", "lazyOf", "lazy", "Value", "mutableStateOf", "Model", "to_string", "concat_str",
            "computed", "shallowRef", "createSignal", "$state", "state", "expandvars", "strip", "trim", "rawValue",
            "to_owned", "string_literal", "fromString", "useRef", "format", "Cow", "Borrowed", "Box", "Arc", "Rc",
            "to_vec", "iter", "String_", "firstNonEmpty", "coalesce", "NonEmpty", "init", "custom", "Custom", "other",
            "Other", "fromValue", "defaultValue", "defaultTo", "default_value", "DefaultValue", "AsRef",
        ),
        frozenset({0}),
    ),
    "parse": frozenset({0}),
    "Or": frozenset({0, 1, 2}),
    "cmp.Or": frozenset({0, 1, 2}),
    "firstNonEmpty": frozenset({0, 1, 2, 3}),
    "coalesce": frozenset({0, 1, 2, 3}),
    "IIf": frozenset({1, 2}),
    **dict.fromkeys(
        ("useLocalStorage", "useSessionStorage", "useStorage", "atomWithStorage", "persisted", "localStorageStore"),
        frozenset({1}),
    ),
    "useAtom": frozenset({0}),
}  # fmt: skip

#: Of these, what hands its argument on only where nothing else is found.
FALLBACKS = re.compile(r"unwrap|[oO]r(?:$|[A-Z_])|getOr|default|firstNonEmpty|coalesce", re.ASCII)

#: Callables that give their second argument where the first one is empty: ``set_default(model, "…")``.
DEFAULTING = re.compile(
    r"default(?!s?to)|or_?else|coalesce|fallback|(?:if|when|non)_?(?:null|nil|none|empty|blank|zero|unset)|^nvl|first_?non|(?-i:[a-z]Or$)",
    re.IGNORECASE,
)

#: Look-ups whose block gives the default: ``ENV.fetch("MODEL") { "…" }``.
LOOKING_UP = frozenset(
    {"fetch", "getOrElse", "getOrPut", "ifEmpty", "ifBlank", "computeIfAbsent", "get_or_insert_with"}
)

#: Callables that only make an object; the name before them says of what.
MAKERS = frozenset(
    {"new", "New", "create", "Create", "build", "init", "make", "of", "from", "with", "getInstance", "open"}
)

#: Callables that pair a name with its value: ``Map.of("model", "…")``.
PAIRS = frozenset({"of", "entry", "Pair", "pair", "SimpleEntry", "KeyValuePair", "Tuple"})

#: Methods of a list that hand each element to what follows.
ITERATING = frozenset(
    {"each", "forEach", "map", "for_each", "iter", "into_iter", "stream", "flatMap", "each_with_index", "Select"}
)

#: Callables that make a list of their arguments.
LISTS = frozenset(
    {
        "listOf", "arrayOf", "setOf", "mutableListOf", "asList", "List", "Set", "Array", "Seq", "Vector", "vec",
        "array", "list", "c", "Arrays", "Stream", "setOfNotNull", "listOfNotNull", "ImmutableList", "HashSet", "tuple",
    }
)  # fmt: skip

#: Words of callables that look something up or set it under the name given before: ``getenv("MODEL", "…")``.
GETTERS = re.compile(
    r"(?:^|[_a-z])(?:get|fetch|env|config|setting|option|opt|argument|arg|param|value|property|put|set|append|add|field|string|"
    r"string_?var|pop|store|item|attr|default|lookup|prop|define|attribute|insert)s?(?:$|[_A-Z?!]|Or|_or)|"
    r"^(?:Get|Set|Add|Put|Env|StringVar|String|Flag|Write|With|Field|Option|Value)|Env$|Env[OD]|Default$|Field$|Or$|Property$",
    re.IGNORECASE,
)

#: Whole names (letters and digits only, lower case) that hold a model.
MODEL_NAMES = frozenset(
    {
        "model", "models", "modelid", "modelids", "modelname", "modelnames", "llm", "llms", "llmname", "llmid",
        "checkpoint", "repoid", "hfrepo", "hfrepoid", "hubid", "embedder", "reranker", "tokenizer", "tokenizerid",
        "tokenizername", "tokenizerrepo", "engine", "embeddingmodel", "chatmodel", "basemodel", "modelpath",
        "modelrepo", "modelref", "modelstring", "modelslug", "modeluri", "pretrainedmodel", "modelkey",
        "modelidentifier", "modelsrc", "modelsource", "vlm", "whisper", "asr", "hfmodel",
        "ollamamodel", "ollama", "deployment", "deploymentname", "deploymentid", "foundationmodel", "modelarn",
        "modelnameorid", "modelnameorpath", "huggingfacerepo", "hfmodelid", "hfmodelrepo", "huggingfaceid",
        "huggingfacemodel", "bedrockmodel", "llmmodel", "completionsmodel", "hub", "defaultllm", "fastllm", "smartllm",
        "selectedmodel", "fallbackmodel", "modelfallback",
    }
)  # fmt: skip
#: Names that hold a model only if the value surely is one: ``{ chat: "gpt-4o", embedding: "text-embedding-3-small" }``.
TASK_NAMES = frozenset(
    {
        "chat", "completion", "completions", "embed", "embedding", "embeddings", "rerank", "reranking", "transcription",
        "transcribe", "stt", "tts", "speech", "moderation", "vision", "summarizer", "summarization", "classifier",
        "generator", "judge", "textgeneration", "imagegeneration",
    }
)  # fmt: skip
#: Names of what a model is for, as keys of a table that gives each task its model: ``aliases: %{fast: "…"}``.
ROLE_KEYS = TASK_NAMES | {
    "default", "fast", "capable", "smart", "cheap", "quick", "strong", "thinking", "reasoning", "planning", "planner",
    "image", "coding", "coder", "code", "primary", "main", "fallback", "light", "heavy", "best", "balanced", "powerful",
    "creative", "small", "medium", "large", "text", "agent", "router", "writer", "critic", "research", "standard",
    "simple", "complex",
}  # fmt: skip
#: Words of a name that may hold such a table.
ROLE_TABLES = frozenset({"alias", "aliases", "tiers", "roles", "mapping", "presets", "defaults"})
#: One of these words in a name makes it one that holds a model …
MODEL_WORDS = frozenset({"model", "models", "llm", "llms", "embedder", "reranker", "checkpoint", "vlm", "tokenizer"})
#: … unless it ends with one of these.
NOT_MODEL_WORDS = frozenset(
    {
        "provider", "providers", "type", "types", "family", "dir", "directory", "folder", "url", "urls", "uri",
        "endpoint", "host", "label", "labels", "title", "display", "description", "desc", "prefix", "suffix",
        "pattern", "regex", "icon", "color", "colour", "logo", "owner", "author", "size", "format", "params",
        "parameters", "class", "group", "category", "tokens", "limit", "limits", "price", "prices", "pricing", "cost",
        "costs", "context", "window", "mode", "role", "status", "tag", "tags", "table", "view", "query", "path",
        "file", "filename", "count", "index", "key", "keys", "text", "message", "error", "info", "card", "page",
        "route", "event", "options", "config", "settings", "schema", "list_url", "help", "hint", "placeholder",
        "tooltip", "usage", "docs", "doc", "image", "version", "lib", "library", "task", "kind", "api", "backend",
        "architecture", "arch", "quantization", "dtype", "device", "prompt", "aliases", "alias", "names_map", "base",
        "root", "cache", "storage", "store", "norm", "layer", "region", "extension", "dimension", "dimensions",
        "license", "licence", "organization", "quantize", "quantise", "quant", "dim", "dims", "temperature",
        "namespace",
    }
)  # fmt: skip

#: Keys whose object says when something applies, not what runs: ``show: { modelName: ["…"] }``.
CONDITION_KEYS = frozenset(
    {
        "show", "hide", "when", "condition", "conditions", "if", "visible", "visibleif", "visiblewhen", "only",
        "displayoptions", "dependson", "where", "match", "matches", "filter", "filters", "requires", "showif",
        "hideif", "enabledfor", "supportedby", "unless",
    }
)  # fmt: skip

#: A name with one of these holds what a program knows about, not what it runs.
REGISTRY_WORDS = frozenset(
    {
        "supported", "support", "available", "valid", "allowed", "known", "pricing", "price", "prices", "cost",
        "costs", "limit", "limits", "context", "window", "windows", "tokens", "capabilities", "capability",
        "deprecated", "legacy", "blocked", "excluded", "disabled", "aliases", "alias", "labels", "label", "display",
        "names", "catalog", "catalogue", "registry", "compatible", "enum", "options", "rates", "rate", "features",
        "metadata", "info", "infos", "prefixes", "patterns", "families", "unsupported", "reasoning", "vision",
        "thinking", "free", "premium", "curated", "popular", "dimensions", "sizes", "encodings", "mapping", "mock",
        "mocks", "fake", "stub", "sample", "expected", "placeholder", "recommended", "suggested", "suggestions",
        "presets", "all", "incompatible", "only", "without", "tiktoken",
        "needing", "requiring", "supporting", "capable", "choices",
    }
)  # fmt: skip

#: Keys whose value is shown beside what takes a model: ``model: { type: "string", example: "gpt-4o" }``.
SHOWN_KEYS = frozenset(
    {
        "example",
        "examples",
        "placeholder",
        "description",
        "hint",
        "title",
        "label",
        "help",
        "tooltip",
        "enum",
        "options",
    }
)
#: A name with one of these holds what stands in for the real thing.
STAND_INS = frozenset(
    {
        "mock", "mocks", "mocked", "fake", "fakes", "stub", "stubs", "dummy", "fixture", "fixtures", "examples",
        "samples",
    }
)  # fmt: skip

#: Of these, what says no more than what for where the name is that of one model: ``VISION_MODEL``.
PURPOSE_WORDS = frozenset(
    {
        "reasoning", "vision", "thinking", "free", "premium", "curated", "popular", "recommended", "suggested",
        "legacy", "capable", "cost", "context",
    }
)  # fmt: skip

#: Keys beside an id that make its object a row of a table about models.
TABLE_KEYS = frozenset(
    {
        "price", "pricing", "cost", "costs", "inputprice", "outputprice", "inputcost", "outputcost", "contextwindow",
        "contextlength", "maxcontext", "maxoutput", "maxoutputtokens", "tokenlimit", "provider", "providerid",
        "ownedby", "owner", "created", "object", "capabilities", "context", "releasedate", "knowledgecutoff", "tier",
        "inputcostpertoken", "maxinputtokens", "maxlength", "description", "label", "displayname", "isfree",
        "promptprice", "completionprice", "costper1minput", "supportsvision", "supportstools", "deprecated", "logo",
        "icon", "badge", "ispro", "premium", "tokenlimits", "hostedid", "platformlink", "imageinput",
        "inputmodalities", "modalities", "title",
    }
)  # fmt: skip

#: Callables that take a bare model's name as a positional argument, by a word in their name.
TAKERS = re.compile(
    r"model|llm|chat|embed|generat|complet|client|agent|provider|pull|rerank|vectori[sz]|transcri|classif|summari|pipeline|infer|predict|whisper|"
    r"tokenizer|from_?pretrained|moderat|speech|image|openai|anthropic|gemini|claude|ollama|mistral|cohere|groq|bedrock|run$|load|"
    r"download|snapshot|assistant|evaluator|judge|completion|invoke|converse|content|respon[sd]|prompt|answer|translat|session|"
    r"deploy|caption|reason",
    re.IGNORECASE,
)
#: Callables whose arguments are never what runs: output, tests, tables, counting, look-ups of facts.
NEVER_CALLS = re.compile(
    r"^(?:log|info|warn|warning|error|debug|trace|print|println|printf|puts|echo|p|fatal|fatalf|errorf|sprintf|infof|debugf|fmt|write|"
    r"writeln|writeline|expect|assert\w*|should\w*|to_?(?:be|equal|have|match|contain|strict)\w*|(?:object|array|string)containing|eq|equal\w*|is|ok|it|test|describe|context|t|l|tr|translate|"
    r"be_\w+|refute\w*|receive|and_return|when|then\w*|thenreturn|mock\w*|stub\w*|given|isequalto|throw|raise|panic|exception|"
    r"where\w*|find_?by\w*|exists\w*|filter_?by|track\w*|capture\w*|set_?attributes?|set_?tags?|add_?breadcrumb|log_?event|errors?new|bail|enum|union|literal|nativeenum|oneof|todo|deprecated|describe\w*|summary|example|schema\w*|doc|help|about|"
    r"\w*(?:price|cost|token_?count|counttokens|tokenizerfor|encoding\w*|limit|label|icon|display\w*|supports?\w*|issupported|"
    r"(?:startswith|endswith|prefix|matches|contains)\w*|exception|error|log|logger|title|description|bpe\w*|"
    r"getbymodel\w*|\w*for_?model|\w*pattern|maxtokens\w*|contextwindow\w*|dimensions?\w*))$|"
    r"^(?:is|has|can|should|check|validate|assert|verify|compare|expect|mock|fake|count|format|parse|normali[sz]e|"
    r"get\w*(?:price|cost|size|token|limit|info|name|label|window|encoding))(?:[A-Z_]\w*)?$",
    re.IGNORECASE,
)
#: Names that hold the address of a service.
BASE_URL = re.compile(
    r"base_?ur[il]|api_?base|ur[il]_?base|end_?point|^ur[il]$|^host$|api_?ur[il]|base_?path|server_?ur[il]|_ur[il]$|Ur[il]$|BaseAddress|"
    r"baseurl|fetch|^post$|request|address|URL$|host$",
    re.IGNORECASE,
)
