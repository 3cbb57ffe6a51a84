"""What is checked before a step in the life of an edition; whoever may not take it is written down.

The step must be possible in the edition's state, for this person, under the policy in force, on unchanged content.
"""

from schemas.edition import Action, Details, Edition, EditionRefused
from schemas.roles import Role
from schemas.words.catalogue import text
from schemas.words.languages import ENGLISH
from schemas.words.message import Message, message
from warehouse import store
from warehouse.editions.log import Act, Book, keep, with_entry
from warehouse.editions.pages import STATES
from warehouse.editions.permission import folder_refusal, step_refusal
from warehouse.editions.states import TRANSITIONS, Key, possible_steps, versions

_MOST_NAMED = 5  # faults that one message names
_STEPS: frozenset[Action] = frozenset({"submit", "return", "approve", "schedule", "publish", "withdraw"})


def ready_edition(act: Act, book: Book, roles: tuple[Role, ...], action: Action, key: Key) -> Edition:
    """Return the edition if the person may take the step and its state allows it; else raise `EditionRefused`.

    Args:
        act: who would take the step, and when.
        book: the log so far.
        roles: one of which the person must have.
        action: the step.
        key: series and version of the edition.
    """
    edition = book.editions.get(key)
    if edition is None:
        names = [other_edition.name for other_edition in book.editions.values()] or None
        refusal_words = message("edition_refusals.no-edition", edition=f"{key[0]} v{key[1]}", editions=names)
        raise EditionRefused("no_edition", refusal_words)
    check_role(act, book, roles, action, key)
    if (edition.state, action) not in TRANSITIONS:
        raise EditionRefused("wrong_state", _wrong_state(book, edition, action))
    return edition


def _wrong_state(book: Book, edition: Edition, action: Action) -> Message:
    """Return that the state does not allow the step, and the versions of the series whose states do."""
    steps = [_step_name(step) for step in possible_steps(edition.state) if step in _STEPS] or None
    possible_versions = [
        other_edition.name
        for other_edition in versions(book.editions, edition.series)
        if (other_edition.state, action) in TRANSITIONS
    ]
    return message(
        "edition_refusals.wrong-state-of-one" if possible_versions else "edition_refusals.wrong-state",
        edition=edition.name,
        state=STATES[edition.state],
        step=_step_name(action),
        possible=steps,
        **({"others": possible_versions} if possible_versions else {}),
    )


def _step_name(action: Action) -> Message:
    return message(f"edition_refusals.step-{action}")


def check_role(act: Act, book: Book, roles: tuple[Role, ...], action: Action, key: Key) -> None:
    """Raise `EditionRefused`, and write the attempt down, where the person may not take the step in this city.

    Args:
        act: who would take the step, and when.
        book: the log so far.
        roles: one of which the person must have.
        action: the step.
        key: series and version of the edition.
    """
    if (refusal := step_refusal(book.log, act.city, act.who, roles)) is not None:
        raise refusal_kept(act, book, key, action, *refusal)


def check_policy(act: Act, book: Book, key: Key) -> None:
    """Raise `EditionRefused` where what is due would be published by another policy than the one that is bound.

    A schedule tries again and again: the same refusal is written down once.
    """
    if (refusal := folder_refusal(book.log, act.city)) is None:
        return
    details: Details = {"attempted": "publish", "because": refusal.code}
    last_entry = book.log[-1]
    if (last_entry.action, last_entry.actor, (last_entry.series, last_entry.version), last_entry.details) == (
        "refuse",
        act.who,
        key,
        details,
    ):
        raise EditionRefused(*refusal)
    raise refusal_kept(act, book, key, "publish", *refusal)


def refusal_kept(act: Act, book: Book, key: Key, action: Action, code: str, because: Message) -> EditionRefused:
    """Write an attempt down and return its refusal, to be raised.

    Args:
        act: who would take the step, and when.
        book: the log so far.
        key: series and version of the edition.
        action: the step that was attempted.
        code: why it is refused, as the log says it.
        because: why, as people are told.
    """
    edition = book.editions.get(key)
    content_hash = "" if edition is None else edition.content_hash
    keep(act, with_entry(act, book, "refuse", key, content_hash, {"attempted": action, "because": code}))
    return EditionRefused(code, because)


def check_unchanged(act: Act, book: Book, edition: Edition) -> None:
    """Raise `EditionRefused` where the content is not what was submitted; the edition is then a draft again."""
    folder = store.edition_folder(act.home, edition.series, edition.version)
    if not (faults := store.content_faults(folder, edition.content_hash)):
        return
    key = (edition.series, edition.version)
    english_faults = "; ".join(text(fault, ENGLISH) for fault in faults[:_MOST_NAMED])
    keep(act, with_entry(act, book, "fall_back", key, edition.content_hash, {"because": english_faults}))
    refusal_words = message("edition_refusals.content-changed", edition=edition.name, faults=faults[:_MOST_NAMED])
    raise EditionRefused("content_changed", refusal_words)


def check_reason(edition: Edition, reason: str) -> None:
    """Raise `EditionRefused` where a step that needs a reason is given none."""
    if not reason.strip():
        raise EditionRefused("no_reason", message("edition_refusals.no-reason", edition=edition.name))
