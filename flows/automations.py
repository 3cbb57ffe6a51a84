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
_TOLD: Mapping[str, str] = {
    **dict.fromkeys(("failed", "crashed", "cancelled", "needs-attention", "late"), _RUN),
    "never-began": "nightly",
    "worker-gone": _POOL,
}
# Of these the message of the state is our own or Prefect's, and quotes nothing that a file could hold.
_WITH_STATE = ("crashed", "cancelled", "needs-attention")
Done = Literal["created", "changed", "unchanged", "left-out"]


@dataclass(frozen=True)
class Made:
    """What was done about one automation, and whether a person has paused it."""

    name: str
    done: Done
    is_paused: bool = False


def declared_automations(path: Path) -> list[AutomationCore]:
    """Return the automations of a file in Prefect's format; raise `DeclarationError` where it holds something else."""
    try:
        content = yaml.safe_load(path.read_text(encoding="utf-8"))
        return [AutomationCore.model_validate(one) for one in content["automations"]]
    except (yaml.YAMLError, UnicodeDecodeError, ValidationError, KeyError, TypeError) as error:
        raise DeclarationError(bilingual(message("automations.wrong-file", file=str(path), why=str(error)))) from None


def make_automations(declared: Sequence[AutomationCore], url: str, token: str) -> list[Made]:
    """Make a server's automations what is declared, and return what was done about each.

    Raises `ConnectionError` where the server does not answer.

    Args:
        declared: as `declared_automations` has them.
        url: where a person on call is told, by POST with a body of JSON; where it is empty, those that only tell are
            left out.
        token: what the receiver knows us by, as a bearer token; empty for none.
    """
    with get_client(sync_client=True) as client:
        try:
            block = _webhook(url, token) if url else None
            return [_made(client, one, block) for one in declared]
        except TransportError as error:
            words = message("automations.no-answer", url=masked(str(client.api_url)), why=masked(str(error)))
            raise ConnectionError(bilingual(words)) from None


def _webhook(url: str, token: str) -> Any:  # noqa: ANN401 - an id, which Prefect declares as what a coroutine gives
    headers = {"Content-Type": "application/json"} | ({"Authorization": f"Bearer {token}"} if token else {})
    return Webhook(url=SecretStr(url), headers=SecretDict(headers)).save(_BLOCK, overwrite=True)


def _made(client: SyncPrefectClient, declared: AutomationCore, block: Any) -> Made:  # noqa: ANN401 - see `_webhook`
    code = declared.name.removeprefix(_PREFIX)
    if code in _TOLD:
        if block is None:
            return Made(declared.name, "left-out")
        tell = CallWebhook(block_document_id=block, payload=_payload(code))
        declared = declared.model_copy(update={"actions": [*declared.actions, tell]})
    there = client.read_automations_by_name(declared.name)
    if not there:
        client.create_automation(declared)
        return Made(declared.name, "created")
    first, *copies = there
    for copy in copies:  # made by hand, or by Prefect's own command
        client.delete_automation(copy.id)
    is_paused = not all(one.enabled for one in there)
    wanted = declared.model_copy(update={"enabled": not is_paused})
    if _content(first) == _content(wanted):
        return Made(declared.name, "unchanged", is_paused)
    client.update_automation(first.id, wanted)
    return Made(declared.name, "changed", is_paused)


def _content(automation: Automation | AutomationCore) -> dict[str, Any]:
    return AutomationCore.model_validate(automation.model_dump()).model_dump()


def _payload(code: str) -> str:
    """Return the template of what the receiver gets: JSON with the code, of what it is, and both languages."""
    of = {"subject": _TOLD[code], "subject_id": "{{ flow_run.id }}"}
    what, do = said(message(f"automations.{code}", **of)), said(message(f"automations.{code}.advice", **of))
    vi, en = (f"{sentence} {advice}" for sentence, advice in zip(what, do, strict=True))
    body = json.dumps({"code": f"prefect-{code}", "subject": of["subject"], "vi": vi, "en": en}, ensure_ascii=False)
    if code not in _WITH_STATE:
        return body
    return f'{body[:-1]}, "state": {{{{ flow_run.state.message | default("", true) | tojson }}}}}}'
