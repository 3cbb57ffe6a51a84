"""`motcua policy show` and `bind`: which roles, register and policy are in force for a data root."""

from flows.cli import policy_show as shown
from flows.cli.confirm import Yes, agree
from flows.cli.show import Exit, Json, say, write_json
from flows.editions import act_now, owner_of
from flows.owner import check_writer
from flows.settings import HERE, Place
from schemas.words.message import message
from warehouse.editions.binding import binding_in_force, bound_parts, differing
from warehouse.editions.log import read_book
from warehouse.editions.policy import bind as bind_city


def show(*, place: Place = HERE, json: Json = False) -> int:
    """Print what is in force, and whether the city's folder is it; return the exit code."""
    act = act_now(place)
    binding, parts = binding_in_force(read_book(act.home).log), bound_parts(act.city)
    files = differing(binding.parts if binding else {}, parts)
    if json:
        write_json({"in_force": binding and shown.as_data(binding), "folder": act.city.folder, "differing": files})
    elif binding is None:
        say(message("policy.nothing-in-force", home=str(act.home.root), owner=owner_of(act.home)))
    else:
        shown.in_force(binding, act.city.about.zone)
        say(message("policy.differs" if files else "policy.same", folder=str(act.city.folder)))
        shown.changes(binding, act.city.about.roles, parts)
    return Exit.ATTENTION if files or binding is None else Exit.FINE


def bind(*, yes: Yes = False, place: Place = HERE, json: Json = False) -> int:
    """Put the roles, register and policy of a city into force, after showing what changes; return the exit code.

    Args:
        yes: do not ask.
        place: the data root and the city.
        json: print the binding as JSON.
    """
    check_writer(place.home)
    act = act_now(place)
    earlier_binding, parts = binding_in_force(read_book(act.home).log), bound_parts(act.city)
    if earlier_binding is not None and not differing(earlier_binding.parts, parts):
        if json:
            write_json(shown.as_data(earlier_binding))
        else:
            say(message("policy.none"))
        return Exit.FINE
    if not json:
        shown.changes(earlier_binding, act.city.about.roles, parts)
    place_and_user = {"home": str(act.home.root), "folder": str(act.city.folder), "user": act.who}
    agree(message("cli_confirm.bind", **place_and_user), yes, json)
    binding = bind_city(act, owner_of(act.home), parts)
    if json:
        write_json(shown.as_data(binding))
    else:
        say(message("policy.bound", entry=binding.number))
    return Exit.FINE
