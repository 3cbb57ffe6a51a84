# A zip, and the files in it.

not-accepted =
    The zip is not accepted: { $why }. Send a zip with nothing but the declared data, without password or another zip in
    it.
other-members =
    { $count ->
        [one] it holds { $count } file not called like { $pattern }: { $names } (key format.member)
       *[other] it holds { $count } files not called like { $pattern }: { $names } (key format.member)
    }
no-member = it holds 0 files
several-members =
    it holds { $count } files: { $names }; to read them all, the city declares format.all_members = true
with-password = it is encrypted ({ $names })
same-name = files in it share a name: { $names }
too-large = it unpacks to more than { $megabytes } MB
zip-within = it holds another zip
packed-otherwise = it is compressed in an unsupported way
name-not-utf8 = a name in it is no UTF-8, as it says it is

damaged = The zip or xlsx file is cut off or damaged. Copy or export it again.
in-member = In the zip, file "{ $member }": { $why }
several-kinds = The zip holds files of several kinds ({ $suffixes }); leave only those to be declared.
