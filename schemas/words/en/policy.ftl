# Which roles, register and policy are in force for a data root, and why something else is refused.

# Refusals of a step.
not-bound-yet =
    No roles and no policy are in force yet for this data root, so nobody can take this step. Whoever owns the data root
    looks at it and types: motcua policy bind --city { $folder }
other =
    The folder { $folder } is not what is in force here. Other than in force: { $files }. In force is what { $user } bound
    on { $day } (entry { PLAIN($entry) } of the log) from { $bound }. Use that (--city), or have an administrator
    ({ $administrators }) decide on the change: motcua policy bind --city { $folder }
former =
    The folder { $folder } is an earlier state, in force since entry { PLAIN($former) } of the log until { $user } bound
    another on { $day } (entry { PLAIN($entry) }). Changed since: { $files }. Use { $bound } (--city), or bring the copy
    up to date; only an administrator ({ $administrators }) puts an earlier state into force again.
roles-not-bound =
    User { $user } may not { $role } (who may: { $holders }). { $file } says otherwise, but those roles are not in force:
    entry { PLAIN($entry) } of the log decides. An administrator ({ $administrators }) puts them into force: motcua policy
    bind

# Refusals of a binding.
not-owner =
    Nothing is in force yet for { $home }. The first time only its owner, { $owner }, can put roles and policy into force;
    { $user } cannot.
not-administrator =
    User { $user } may not decide on roles and policy. Administrators: { $administrators } (entry { PLAIN($entry) } of
    the log). Roles that were not put into force, whatever folder they stand in, do not count.
no-administrator =
    { $file } names no administrator, so that nobody could change anything later. Write in section [roles]: { $line },
    better with a second person.

# What is in force, and what a binding changes.
in-force = In force since { $moment }, by { $user } (entry { PLAIN($entry) } of the log), from { $folder }
nothing-in-force = Nothing is in force yet for { $home }. Its owner { $owner } types: motcua policy bind
roles = Roles
role = Role
users = Users
added = Added
removed = Removed
files = What is bound
file = File
hash = SHA-256
change = Change
is-added = added
is-removed = removed
is-changed = changed
changes-of-roles = Roles that change
changes-of-files = Files that change
none = This folder is in force already: nothing changes.
same = This folder ({ $folder }) is what is in force.
differs = This folder ({ $folder }) is not what is in force.
bound = In force now: entry { PLAIN($entry) } of the log.

# What `motcua doctor` warns of. The name of a message is the warning's code.
policy-not-bound = neither roles nor policy are in force for this data root
    .advice = The owner of the data root looks at `motcua policy show` and types `motcua policy bind`.
policy-differs = not what is in force since entry { PLAIN($entry) } of the log: { $files }
    .advice =
        { $which ->
            [same] What changed in this folder is shown by `motcua policy show`: undo it, or have an administrator
           *[other] Use the folder { $bound }, or have an administrator
        } ({ $administrators }) bind this one: `motcua policy bind`.
        Until then no edition can be submitted, approved or published with it.
