# What `motcua fetch`, and a night before it takes files in, say of places on other machines.

nothing-declared = The city declares no place to fetch files from (fetch/*.toml).
fetched = Fetched from other machines
not-fetched = Not fetched
place = Declaration
arrived = New
known = Known
problems = Not fetched
reason = Code
