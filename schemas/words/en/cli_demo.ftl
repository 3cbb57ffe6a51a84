# What `motcua demo` says of the synthetic city.

synthetic = SYNTHETIC DATA: every dossier, figure and rank below is invented for the demonstration.
making = Making synthetic data
other-data = { $home } holds other data; name an empty folder with --home, so that nothing synthetic is mixed in.
comparison = Against the planted truth
compared = Compared
planted = Planted
as-found = Found
differing = Differing
rows = { $count } rows in the tables
make-draft = make the draft of the last night
see-tables = see the tables
public = the public site, open it in a browser
