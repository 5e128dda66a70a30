"""How each programming language writes comments, strings and statements: one line per language.

One lexer serves them all. A grammar per language (tree-sitter) was weighed and dropped: twenty compiled wheels to
install and load, where a model's name needs only the strings, the brackets and the few words around them.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

__all__ = ["LANGUAGES", "Syntax", "language_of", "pattern_of"]

# Whatever is left open runs to the end of the line or of the file, so that no input is searched twice for an end.
_C = (r"//[^\n]*", r"/\*.*?(?:\*/|\Z)")
_HASH = (r"#[^\n]*",)
_ONE_LINE = r'"[^"\\\n]*+(?:\\.?[^"\\\n]*+)*+"?'
_MANY_LINES = r'"[^"\\]*+(?:\\.?[^"\\]*+)*+(?:"|\Z)'
_SINGLE = r"'[^'\\\n]*+(?:\\.?[^'\\\n]*+)*+'?"
_SINGLE_MANY = r"'[^'\\]*+(?:\\.?[^'\\]*+)*+(?:'|\Z)"
_VERBATIM = r'"[^"]*+(?:""[^"]*+)*+(?:"|\Z)'
#: A symbol in quotes: ``:"gpt-4.1"``.
_SYMBOL = r'(?<![\w:"]):"[^"\\\n]*"'
#: A regular expression or the like of Elixir, and a quote as a character: ``~r/isn't/``, ``?"``.
_SIGIL = r"~[a-zA-Z](?:/[^/\\\n]*+(?:\\.[^/\\\n]*+)*+/|\|[^|\n]*\||\([^)\n]*\)|\[[^\]\n]*\]|\{[^}\n]*\})|\?\\?[\"']"
#: A character, never more; what is not one is a lifetime, a type parameter or a transpose.
_CHAR = r"'(?:[^'\\\n]|\\[^\n]{1,10}?)'"


@dataclass(frozen=True)
class Syntax:
    """What the lexer and the reader of shapes must know of a language."""

    name: str
    #: File name patterns, as globs.
    files: tuple[str, ...]
    #: Regular expressions of comments.
    comments: tuple[str, ...] = _C
    #: Regular expressions of strings; the first that matches wins.
    strings: tuple[str, ...] = (_ONE_LINE, _SINGLE)
    #: Longer quotes: opening pattern -> closing text (``{0}`` is what the first group matched).
    fences: tuple[tuple[str, str], ...] = ()
    #: Whether the end of a line ends a statement.
    lines_end: bool = True
    #: Whether ``/…/`` may be a regular expression, and backquotes a template.
    slashes: bool = False
    templates: bool = False
    #: Whether ``key => value`` names an element rather than opening the body of a function or the arm of a match.
    fat_arrow_keys: bool = False
    #: Which part of the file is code: ``all``, ``script`` (HTML), ``php``, ``fence`` (Markdown).
    part: str = "all"
    #: What a name looks like.
    word: str = r"[^\W\d]\w*"


_JS_WORD = r"[^\W\d][\w$]*|[$#@][\w$]+|\$"
_JS = Syntax(
    "javascript",
    ("*.js", "*.jsx", "*.mjs", "*.cjs", "*.ts", "*.tsx", "*.mts", "*.cts"),
    slashes=True,
    templates=True,
    word=_JS_WORD,
)
_TRIPLE = (('"""', '"""'),)

LANGUAGES: tuple[Syntax, ...] = (
    _JS,
    Syntax(
        "vue",
        ("*.vue", "*.svelte", "*.astro"),
        (*_C, r"<!--.*?(?:-->|\Z)"),
        slashes=True,
        templates=True,
        word=_JS_WORD,
    ),
    Syntax("html", ("*.html", "*.htm"), slashes=True, templates=True, part="script", word=_JS_WORD),
    Syntax("go", ("*.go",), strings=(_ONE_LINE, r"`[^`]*+(?:`|\Z)", _CHAR)),
    Syntax(
        "rust",
        ("*.rs",),
        strings=(_MANY_LINES, _ONE_LINE, _CHAR),
        fences=((r'b?r(#{0,8})"', '"{0}'),),
        lines_end=False,
        word=r"(?:r#)?[^\W\d]\w*",
    ),
    Syntax("java", ("*.java",), strings=(_ONE_LINE, _CHAR), fences=_TRIPLE, lines_end=False, word=r"@?[^\W\d][\w$]*"),
    Syntax("kotlin", ("*.kt", "*.kts"), strings=(_ONE_LINE, _CHAR), fences=_TRIPLE),
    Syntax("scala", ("*.scala", "*.sc"), strings=(_ONE_LINE, _CHAR), fences=_TRIPLE, fat_arrow_keys=True),
    Syntax("groovy", ("*.groovy", "*.gradle"), strings=(_ONE_LINE, _SINGLE), fences=(*_TRIPLE, ("'''", "'''"))),
    Syntax(
        "csharp",
        ("*.cs", "*.csx", "*.razor", "*.cshtml"),
        (*_C, r"#[a-z:!][^\n]*", r"@\*.*?(?:\*@|\Z)"),
        strings=(r"\$?@\$?" + _VERBATIM, r"\$?" + _ONE_LINE, _CHAR),
        fences=((r'\$*("{3,8})', "{0}"),),
        lines_end=False,
        word=r"@?[^\W\d]\w*",
    ),
    Syntax(
        "fsharp",
        ("*.fs", "*.fsx"),
        (r"//[^\n]*", r"\(\*(?!\)).*?(?:\*\)|\Z)"),
        strings=(r"\$?@" + _VERBATIM, r"\$?" + _MANY_LINES, _ONE_LINE, _CHAR),
        fences=((r'\$?("{3})', '"""'),),
    ),
    Syntax(
        "ruby",
        ("*.rb", "*.rake", "*.gemspec", "*.ru", "*.cr", "Rakefile", "Gemfile"),
        (*_HASH, r"(?m:^=begin\b.*?(?:^=end\b|\Z))"),
        strings=(_SYMBOL, _MANY_LINES, _SINGLE_MANY, _ONE_LINE, _SINGLE),
        fences=((r"<<[~-]?['\"]?([A-Z][A-Z_0-9]*)['\"]?", "\n{0}"),),
        slashes=True,
        fat_arrow_keys=True,
        word=r"[@$]{0,2}[^\W\d]\w*[?!]?(?!=)|[@$]{0,2}[^\W\d]\w*",
    ),
    Syntax(
        "php",
        ("*.php", "*.phtml"),
        (r"//[^\n]*", r"#(?!\[)[^\n]*", r"/\*.*?\*/"),
        strings=(_MANY_LINES, _SINGLE_MANY, _ONE_LINE, _SINGLE),
        fences=((r"<<<['\"]?([A-Za-z_]\w*)['\"]?", "\n{0}"),),
        lines_end=False,
        fat_arrow_keys=True,
        part="php",
        word=r"\$?[^\W\d]\w*",
    ),
    Syntax(
        "swift", ("*.swift",), strings=(_ONE_LINE,), fences=((r'(#{1,8})"', '"{0}'), *_TRIPLE), word=r"[@#$]?[^\W\d]\w*"
    ),
    Syntax(
        "elixir",
        ("*.ex", "*.exs"),
        _HASH,
        strings=(_SIGIL, _SYMBOL, _MANY_LINES, _SINGLE_MANY, _ONE_LINE, _SINGLE),
        fences=((r'(?:~[a-zA-Z])?"""', '"""'), (r"(?:~[a-zA-Z])?'''", "'''")),
        fat_arrow_keys=True,
        word=r"@?[^\W\d]\w*[?!]?",
    ),
    Syntax(
        "livebook",
        ("*.livemd",),
        _HASH,
        strings=(_MANY_LINES, _SINGLE_MANY, _ONE_LINE, _SINGLE),
        fences=((r'(?:~[a-zA-Z])?"""', '"""'),),
        fat_arrow_keys=True,
        part="fence",
        word=r"@?[^\W\d]\w*[?!]?",
    ),
    Syntax(
        "dart",
        ("*.dart",),
        strings=(r"r?" + _ONE_LINE, r"r?" + _SINGLE),
        fences=(*_TRIPLE, ("'''", "'''")),
        lines_end=False,
    ),
    Syntax(
        "c",
        ("*.c", "*.h", "*.cc", "*.cpp", "*.cxx", "*.hpp", "*.hh", "*.m", "*.mm"),
        strings=("@?" + _ONE_LINE, _CHAR),
        fences=((r'R"([^()\\\s]{0,16})\(', '){0}"'),),
        lines_end=False,
    ),
    Syntax("r", ("*.r", "*.R"), _HASH, strings=(_MANY_LINES, _SINGLE_MANY, _ONE_LINE, _SINGLE), word=r"[^\W\d][\w.]*"),
    Syntax(
        "julia",
        ("*.jl",),
        (r"#=.*?(?:=#|\Z)", *_HASH),
        strings=(_MANY_LINES, _ONE_LINE, _CHAR),
        fences=_TRIPLE,
        word=r"[^\W\d]\w*!?",
    ),
    Syntax("zig", ("*.zig",), (r"//[^\n]*",), strings=(_ONE_LINE, _CHAR), lines_end=False, word=r"@?[^\W\d]\w*"),
    Syntax("nim", ("*.nim",), _HASH, strings=(_ONE_LINE, _CHAR), fences=_TRIPLE),
    Syntax("visualbasic", ("*.vb",), (r"'[^\n]*",), strings=(_VERBATIM,)),
    Syntax("haskell", ("*.hs",), (r"--[^\n]*", r"\{-.*?(?:-\}|\Z)"), strings=(_ONE_LINE, _CHAR)),
    Syntax("lua", ("*.lua",), (r"--\[\[.*?(?:\]\]|\Z)", r"--[^\n]*"), fences=((r"\[(=*)\[", "]{0}]"),)),
    Syntax(
        "clojure",
        ("*.clj", "*.cljs", "*.cljc"),
        (r";[^\n]*",),
        strings=(_MANY_LINES, _ONE_LINE),
        word=r"[^\W\d][\w*+!?<>-]*",
    ),
    Syntax(
        "perl",
        ("*.pl", "*.pm"),
        _HASH,
        strings=(_MANY_LINES, _SINGLE_MANY, _ONE_LINE, _SINGLE),
        lines_end=False,
        fat_arrow_keys=True,
        word=r"[$@%]?[^\W\d]\w*",
    ),
    Syntax(
        "sql",
        ("*.sql",),
        (r"--[^\n]*", r"/\*.*?(?:\*/|\Z)"),
        strings=(r"[eEnN]?'[^']*+(?:''[^']*+)*+(?:'|\Z)", r'"[^"\n]*"', r"`[^`\n]*`"),
        lines_end=False,
    ),
)

#: A group in the opening of a fence, and no bracket that stands for itself.
_GROUP = r"(?<![\\^])[(](?![?])"
_OPERATORS = (
    r"\\\\|%\|\|%|\?\?=|\|\|=|===|!==|<=>"
    r"|\.\.\.|\?\?|\|\||&&|\?\.|\?:|!!|==|!=|=~|>=|<=|=>|->|<-|:=|::|\|>|<>|\+\+|\+=|&\.|\.\.|\S"
)


@cache
def pattern_of(syntax: Syntax) -> re.Pattern[str]:
    """The tokens of a language as one expression; the group that matched last names the kind of token."""
    fences = [opening for opening, _ in syntax.fences]
    parts = [r"(?P<nl>\n)"]
    if syntax.comments:
        parts.append(f"(?P<comment>{'|'.join(syntax.comments)})")
    if fences:
        parts.append(f"(?P<fence>{'|'.join(re.sub(_GROUP, '(?:', opening) for opening in fences)})")
    parts.append(f"(?P<str>{'|'.join(syntax.strings)})")
    parts.append(f"(?P<id>{syntax.word})")
    parts.append(r"(?P<num>\d[\w.]*)")
    parts.append(f"(?P<op>{_OPERATORS})")
    return re.compile(rf"[^\S\n]*+(?:{'|'.join(parts)})", re.DOTALL)


@cache
def language_of(name: str) -> Syntax | None:
    """The language of a file name, or ``None``."""
    from fnmatch import fnmatchcase

    return next((one for one in LANGUAGES if any(fnmatchcase(name, glob) for glob in one.files)), None)
