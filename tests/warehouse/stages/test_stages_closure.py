"""What changes the key of a stage and what does not: on invented modules, and on every module of ours."""

import ast
from functools import cache

import pytest
from our_code import our_modules, our_sources
from tracing import ROOT

from warehouse.stages.canonical import canonical
from warehouse.stages.closure import closure
from warehouse.stages.declared import STAGES, Stage
from warehouse.stages.keys import stage_code
from warehouse.stages.modules import take_apart
from warehouse.stages.words import hashes_of_words

INVENTED = {
    "shop": '"""A package."""\nfrom shop.prices import price\n',
    "shop.night": '''
"""The entry."""
import shop.rounding
from functools import cache as remembered
from typing import TYPE_CHECKING
import polars as pl
from shop import price
from shop.base import Base
from shop.parts import wheel
from shop import stock as kept, tills

if TYPE_CHECKING:
    from shop.customer import Customer


def night(buyers: "list[Customer]", day: int = wheel.FIRST, *, of=lambda: kept.count()) -> "Receipt":
    """Sell."""
    from shop.late import late as at_last
    total = [price(b) + 1 for b in buyers]  # in dong
    return Receipt(at_last(total), f"{total!r:>{day}} {{x}}" "y")


@remembered
def unrelated():
    return pl.len()


@shop.rounding.rounded(0.5)
class Receipt(Base):
    """A receipt."""
    total: int

    def shown(self):
        return tills.OPEN["a"]


if __name__ == "__main__":
    unrelated()
''',
    "shop.prices": """
from shop.rates import RATE, UNUSED

def price(b):
    return b * RATE

def never():
    return 2
""",
    "shop.rates": "import math\nRATE: float = math.sqrt(_BASE)\nUNUSED = 3\n_BASE = 4\n",
    "shop.rounding": "def rounded(step):\n    return lambda thing: thing\n",
    "shop.base": "class Base:\n    size = 1\n",
    "shop.parts": "",
    "shop.parts.wheel": "FIRST, LAST = 1, 7\n",
    "shop.stock": "def count():\n    return 5\n",
    "shop.customer": "class Customer:\n    def pays(self):\n        return True\n",
    "shop.late": "def late(total):\n    return total\n",
    "shop.tills": "OPEN = {}\nfor name in 'ab':\n    OPEN[name] = 1\n\ndef idle():\n    return 6\n",
    "shop.unread": "def alone():\n    return 1\n",
}
MODULES = sorted(our_sources().modules)
CHANGES = [  # what is changed, in which module, into what
    ("a constant two imports away", "shop.rates", "_BASE = 4", "_BASE = 5"),
    ("what stands for a name", "shop.rates", "import math", "import cmath as math"),
    ("a function behind a package", "shop.prices", "b * RATE", "RATE * b"),
    ("what a package passes on", "shop", "from shop.prices import price", "from shop.prices import never as price"),
    ("a decorator", "shop.rounding", "return lambda thing: thing", "return lambda thing: None"),
    ("the argument of a decorator", "shop.night", "rounded(0.5)", "rounded(0.25)"),
    ("a base class", "shop.base", "size = 1", "size = 2"),
    ("a default value", "shop.parts.wheel", "1, 7", "2, 7"),
    ("a function in a default value", "shop.stock", "return 5", "return 6"),
    ("a method of a class named in an annotation alone", "shop.customer", "return True", "return False"),
    ("an import inside a function", "shop.late", "return total", "return total or 0"),
    ("a loop of a module", "shop.tills", "'ab'", "'abc'"),
    ("a text that is formatted", "shop.night", '{{x}}" "y"', '{{x}} z"'),
    ("a keyword that is required", "shop.night", "*, of", "of"),
    ("what None stands for", "shop.stock", "return 5", "return None"),
]
SAME = [
    ("a comment", "shop.night", "  # in dong", "  # in euros\n"),
    ("a docstring of a function", "shop.night", '"""Sell."""', '"""Buy."""'),
    ("a docstring taken away", "shop.night", '    """A receipt."""\n', ""),
    ("a docstring of a module", "shop", '"""A package."""', '"""Some package."""'),
    ("how it is written", "shop.prices", "b * RATE", "(b\n        * RATE)"),
    ("how a text is quoted", "shop.tills", "'ab'", '"a" "b"'),
    ("how a formatted text is cut up", "shop.night", '{{x}}" "y"', '{{" f"x}}" f"y"'),
    ("a function nobody names, in a module that is reached", "shop.prices", "return 2", "return 3"),
    ("another one, where a loop is", "shop.tills", "return 6", "return 7"),
    ("a constant that is imported and not used", "shop.rates", "UNUSED = 3", "UNUSED = 4"),
    ("a module nobody names", "shop.unread", "return 1", "return 2"),
    ("what a script does", "shop.night", "    unrelated()", "    unrelated(1)"),
]


def code_of(texts, entry="shop.night:night", epoch=1, data=None, words=None):
    modules = {name: take_apart(text) for name, text in texts.items()}
    return stage_code(modules, data or {}, words or {}, Stage((entry,), ("shop/pages",), epoch))


def changed(module, old, new):
    assert INVENTED[module].count(old) == 1
    return INVENTED | {module: INVENTED[module].replace(old, new)}


@pytest.mark.parametrize(("module", "old", "new"), [c[1:] for c in CHANGES], ids=[c[0] for c in CHANGES])
def test_a_change_that_can_reach_the_stage_changes_its_code(module, old, new):
    assert code_of(changed(module, old, new)) != code_of(INVENTED)


@pytest.mark.parametrize(("module", "old", "new"), [c[1:] for c in SAME], ids=[c[0] for c in SAME])
def test_a_change_that_cannot_does_not(module, old, new):
    assert code_of(changed(module, old, new)) == code_of(INVENTED)


def test_the_order_of_the_modules_is_nothing():
    assert code_of(dict(reversed(INVENTED.items()))) == code_of(INVENTED)


def test_a_raised_epoch_and_a_changed_page_change_the_code():
    data = {"shop/pages/a.html": "1", "shop/pagesize": "1"}
    codes = [
        code_of(INVENTED, data=data),
        code_of(INVENTED, data=data, epoch=2),
        code_of(INVENTED, data=data | {"shop/pages/a.html": "2"}),
        code_of(INVENTED, data=data | {"shop/pages/b.html": "1"}),
    ]
    assert len({code.code for code in codes}) == len(codes)
    assert code_of(INVENTED, data=data | {"shop/pagesize": "2"}) == codes[0]


SAYS = {
    "a": """
def f(state):
    return say("till.full.advice"), say(f"till.state-{state}"), state.closed

def g():
    return say("till.empty")
"""
}


def test_the_words_of_what_a_stage_says_are_of_its_code():
    words = {"till.full": "1", "till.state-open": "1", "till.empty": "1", "stock.full": "1"}
    code = code_of(SAYS, "a:f", words=words)
    for said in ("till.full", "till.state-open"):
        assert code_of(SAYS, "a:f", words=words | {said: "2"}) != code
    for unsaid in ("till.empty", "stock.full"):
        assert code_of(SAYS, "a:f", words=words | {unsaid: "2"}) == code
    assert code_of(SAYS, "a:f", words=words | {"till.state-shut": "1"}) != code


def test_a_word_in_any_language_and_a_term_change_the_hash_of_a_message():
    files = {
        "words/vi/till.ftl": b"full = a\n    .advice = b\nempty = c\n",
        "words/en/till.ftl": b"full = d\n    .advice = e\nempty = f\n",
        "words/vi/terms.ftl": b"-till = g\n",
    }
    hashes = hashes_of_words(files)
    assert set(hashes) == {"till.full", "till.empty"}
    advice = hashes_of_words(files | {"words/en/till.ftl": files["words/en/till.ftl"].replace(b"e\n", b"E\n")})
    assert advice["till.full"] != hashes["till.full"]
    assert advice["till.empty"] == hashes["till.empty"]
    term = hashes_of_words(files | {"words/vi/terms.ftl": b"-till = h\n"})
    assert all(term[key] != hashes[key] for key in hashes)
    comment = hashes_of_words(files | {"words/vi/till.ftl": b"# for who translates\n\n" + files["words/vi/till.ftl"]})
    assert comment == hashes


def test_the_libraries_are_those_that_are_used():
    assert code_of(INVENTED).modules == ()
    assert code_of(INVENTED, "shop.night:unrelated").modules == ("polars",)


def test_an_entry_that_is_not_there_is_told():
    with pytest.raises(LookupError, match=r"shop\.night:day"):
        code_of(INVENTED, "shop.night:day")


def test_a_module_handed_on_as_a_value_counts_whole():
    texts = {"a": "import b\n\ndef f():\n    return run(b)\n", "b": "def g():\n    return 1\n"}
    assert "b:g" in closure({name: take_apart(text) for name, text in texts.items()}, ["a:f"]).parts


def test_canonical_text_is_the_same_in_every_version_of_python():
    """It is compared with what stands here, in whatever version runs the tests."""
    source = """
@a
def f(x: int = 1, *, y=None, **z) -> str:
    'Doc.'
    return f'{x!r:>{y}}{{é' f'b', {**z}, -1.5, b'c', ...
"""
    assert canonical(ast.parse(source).body[0]) == (
        "FunctionDef(name='f',args=arguments(args=[arg(arg='x',annotation=Name(id='int'))],"
        "kwonlyargs=[arg(arg='y')],kw_defaults=[NoneType:None],kwarg=arg(arg='z'),defaults=[int:1]),"
        "body=[Return(value=Tuple(elts=["
        "JoinedStr[FormattedValue(value=Name(id='x'),conversion=114,"
        "format_spec=JoinedStr['>',FormattedValue(value=Name(id='y'),conversion=-1)]),'{\\xe9b'],"
        "Dict(keys=[-],values=[Name(id='z')]),UnaryOp(op=USub(),operand=float:1.5),bytes:b'c',ellipsis:Ellipsis]))],"
        "decorator_list=[Name(id='a')],returns=Name(id='str'))"
    )


@cache
def reached_by():
    """Stage -> what it reaches."""
    return {name: closure(our_modules(), stage.entries).parts for name, stage in STAGES.items()}


def first_function(module):
    """The first function of a module, or method, that some stage reaches: the name of the definition, and the tree."""
    for node in ast.parse(our_sources().modules[module]).body:
        within = node.body if isinstance(node, ast.ClassDef) else [node]
        functions = [n for n in within if isinstance(n, ast.FunctionDef)]
        if functions and any(f"{module}:{node.name}" in parts for parts in reached_by().values()):
            return node.name, functions[-1]
    return None


@cache
def with_a_change():
    """Module -> the name of a definition, and the module taken apart where that definition does something more."""
    changed = {}
    for module, text in our_sources().modules.items():
        if function := first_function(module):
            lines, first = text.decode().splitlines(), function[1].body[0]
            lines.insert(first.lineno - 1, " " * first.col_offset + "assert True")
            changed[module] = function[0], take_apart("\n".join(lines))
    return changed


@cache
def reached_after():
    """Stage -> what it reaches where every module is changed in one place."""
    modules = our_modules() | {module: taken_apart for module, (_, taken_apart) in with_a_change().items()}
    return {name: closure(modules, stage.entries).parts for name, stage in STAGES.items()}


@cache
def differing():
    """The pairs of a stage and a key of what it reaches that differ where every module is changed in one place."""
    after = reached_after()
    return {(stage, key) for stage, parts in reached_by().items() for key in parts if after[stage][key] != parts[key]}


def stages_of(module):
    """The stages that reach the definition of a module that is changed."""
    key = f"{module}:{with_a_change()[module][0]}" if module in with_a_change() else ""
    return {stage for stage, parts in reached_by().items() if key in parts}


@pytest.mark.long
@pytest.mark.parametrize("module", MODULES)
def test_a_changed_function_changes_the_stages_that_reach_it_and_a_comment_none(module):
    """All modules are changed at once, each in one place: that very place differs, for the stages that reach it."""
    lines = our_sources().modules[module].decode().splitlines()
    assert take_apart("\n".join([*lines, "# another comment"])) == our_modules()[module]
    of_module = {(stage, key) for stage, key in differing() if key.partition(":")[0] == module}
    name, _ = with_a_change().get(module, ("", None))
    assert of_module == {(stage, f"{module}:{name}") for stage in stages_of(module)}


def test_a_change_in_every_module_leads_nowhere_else():
    assert {stage: parts.keys() for stage, parts in reached_after().items()} == {
        stage: parts.keys() for stage, parts in reached_by().items()
    }
    assert len(with_a_change()) > 200


def codes_of(modules, data):
    return {name: stage_code(modules, data, {}, stage).code for name, stage in STAGES.items()}


@cache
def codes_of_ours():
    return codes_of(our_modules(), our_sources().data)


def stages_changed(modules, data):
    return {stage for stage, code in codes_of(modules, data).items() if code != codes_of_ours()[stage]}


@pytest.mark.long
@pytest.mark.parametrize("module", MODULES[::20])
def test_the_code_of_a_stage_follows_from_what_it_reaches(module):
    _, changed = with_a_change().get(module, ("", our_modules()[module]))
    assert stages_changed(our_modules() | {module: changed}, our_sources().data) == stages_of(module)


@pytest.mark.parametrize("file", [path.name for path in (ROOT / "warehouse/reading/data").iterdir()])
def test_names_and_letters_that_files_are_read_by_are_part_of_reading(file):
    data = our_sources().data | {f"warehouse/reading/data/{file}": "changed"}
    assert stages_changed(our_modules(), data) == {"read"}


def test_what_the_issue_is_about_is_reached():
    assert "warehouse.fold:fold" in reached_by()["fold"]
    assert "warehouse.conform.frame:conform" in reached_by()["read"]
    for stage in STAGES:
        assert "schemas.calendar:Calendar" in reached_by()[stage]
    assert not [key for parts in reached_by().values() for key in parts if key.startswith("warehouse.stages")]
