"""Who may do what with an edition, and who decides that: system user names by role, from `[roles]` of `city.toml`."""

from typing import Annotated, Literal

from pydantic import StringConstraints

from schemas.strict import Declaration

Role = Literal["submit", "approve", "publish", "administer"]
UserName = Annotated[str, StringConstraints(pattern=r"^\S+$")]


class Roles(Declaration):
    """For each role the users of the operating system who hold it. Nobody may do what has an empty list."""

    submit: tuple[UserName, ...] = ()
    approve: tuple[UserName, ...] = ()
    publish: tuple[UserName, ...] = ()
    administer: tuple[UserName, ...] = ()

    def holders(self, role: Role) -> tuple[str, ...]:
        """Return who holds the role."""
        holders: tuple[str, ...] = getattr(self, role)
        return holders
