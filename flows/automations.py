"""Automations: what Prefect's server does by itself where a run fails, is late or dies, made as a file declares them.

Making them again makes no second one. One that has not changed is left alone: a change would make the server forget
for how long it has been waiting. One that a person has paused stays paused.
"""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

import yaml
from httpx import TransportError
from prefect.blocks.webhook import Webhook
from prefect.client.orchestration import SyncPrefectClient, get_client
from prefect.events.actions import CallWebhook
from prefect.events.schemas.automations import Automation, AutomationCore
from prefect.types import SecretDict
from pydantic import SecretStr, ValidationError

from flows.secrets import masked
from schemas.errors import DeclarationError
from schemas.words.catalogue import bilingual, said
from schemas.words.message import message

_PREFIX = "motcua-"
_BLOCK = "motcua-on-call"
_RUN, _POOL = "{{ flow_run.name }}", "{{ work_pool.name }}"
# What is told, by the name of an automation without its prefix, and of what: the server fills it in.
_SUBJECTS: Mapping[str, str] = {
    **dict.fromkeys(("failed", "crashed", "cancelled", "needs-attention", "late"), _RUN),
    "never-began": "nightly",
    "worker-gone": _POOL,
}
# Of these the message of the state is our own or Prefect's, and quotes nothing that a file could hold.
_WITH_STATE = ("crashed", "cancelled", "needs-attention")
Done = Literal["created", "changed", "unchanged", "left-out"]


@dataclass(frozen=True)
class AutomationOutcome:
    """What was done about one automation, and whether a person has paused it."""

    name: str
    done: Done
    is_paused: bool = False


def declared_automations(path: Path) -> list[AutomationCore]:
    """Return the automations of a file in Prefect's format; raise `DeclarationError` where it holds something else."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        return [AutomationCore.model_validate(automation) for automation in content["automations"]]
    except (yaml.YAMLError, UnicodeDecodeError, ValidationError, KeyError, TypeError) as error:
        raise DeclarationError(bilingual(message("automations.wrong-file", file=str(path), why=str(error)))) from None


def make_automations(automations: Sequence[AutomationCore], url: str, token: str) -> list[AutomationOutcome]:
    """Make a server's automations what is declared, and return what was done about each.

    Raises `ConnectionError` where the server does not answer.

    Args:
        automations: as `declared_automations` has them.
        url: where a person on call is told, by POST with a body of JSON; where it is empty, those that only tell are
            left out.
        token: what the receiver knows us by, as a bearer token; empty for none.
    """
    with get_client(sync_client=True) as client:
        try:
            block = _webhook(url, token) if url else None
            return [_make(client, automation, block) for automation in automations]
        except TransportError as error:
            words = message("automations.no-answer", url=masked(str(client.api_url)), why=masked(str(error)))
            raise ConnectionError(bilingual(words)) from None


def _webhook(url: str, token: str) -> Any:  # noqa: ANN401 - an id, which Prefect declares as what a coroutine gives
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
    return Webhook(url=SecretStr(url), headers=SecretDict(headers)).save(_BLOCK, overwrite=True)


def _make(
    client: SyncPrefectClient,
    automation: AutomationCore,
    block: Any,  # noqa: ANN401 - see `_webhook`
) -> AutomationOutcome:
    code = automation.name.removeprefix(_PREFIX)
    if code in _SUBJECTS:
        if block is None:
            return AutomationOutcome(automation.name, "left-out")
        tell = CallWebhook(block_document_id=block, payload=_payload(code))
        automation = automation.model_copy(update={"actions": [*automation.actions, tell]})
    existing_automations = client.read_automations_by_name(automation.name)
    if not existing_automations:
        client.create_automation(automation)
        return AutomationOutcome(automation.name, "created")
    existing_first, *copies = existing_automations
    for copy in copies:  # made by hand, or by Prefect's own command
        client.delete_automation(copy.id)
    is_paused = not all(existing.enabled for existing in existing_automations)
    target = automation.model_copy(update={"enabled": not is_paused})
    if _content(existing_first) == _content(target):
        return AutomationOutcome(automation.name, "unchanged", is_paused)
    client.update_automation(existing_first.id, target)
    return AutomationOutcome(automation.name, "changed", is_paused)


def _content(automation: Automation | AutomationCore) -> dict[str, Any]:
    return AutomationCore.model_validate(automation.model_dump()).model_dump()


def _payload(code: str) -> str:
    """Return the template of what the receiver gets: JSON with the code, of what it is, and both languages."""
    subject_values = {"subject": _SUBJECTS[code], "subject_id": "{{ flow_run.id }}"}
    sentences, advice_texts = (
        said(message(f"automations.{code}", **subject_values)),
        said(message(f"automations.{code}.advice", **subject_values)),
    )
    vi, en = (f"{sentence} {advice}" for sentence, advice in zip(sentences, advice_texts, strict=True))
    body = json.dumps(
        {"code": f"prefect-{code}", "subject": subject_values["subject"], "vi": vi, "en": en}, ensure_ascii=False
    )
    if code not in _WITH_STATE:
        return body
    return f'{body[:-1]}, "state": {{{{ flow_run.state.message | default("", true) | tojson }}}}}}'
