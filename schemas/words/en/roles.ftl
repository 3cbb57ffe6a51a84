# What the holder of a role may do, after "may".
submit = submit
approve = approve
publish = publish or withdraw
administer = decide on roles and policy
