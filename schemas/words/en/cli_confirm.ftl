# What the commands say before a step that cannot be undone.

question = Go on? Type “yes” to go on, anything else to leave it:
needs-yes = { $what } There is nobody to ask: add --yes if this is what you want. Nothing was done.
declined = Nothing was done.

submit-again =
    { $edition } was approved by { $by }. New contents make this approval void{ $held ->
        [yes] , and with it the moment of publication
       *[no] {""}
    }: it has to be approved again.
approve =
    { $edition } will be approved with the contents whose hash is { $hash }, by { $user } as the log will say. From then
    on these contents can be published.
publish =
    { $edition } will be public at once, for everybody. What was published cannot be changed any more: it can only be
    superseded by a later version, or withdrawn, which leaves a notice.
publish-embargo =
    { $edition } is held back until { $until }. If you go on, that is off and it will be public NOW, for everybody; there
    is no way back.
schedule =
    { $edition } will become public for everybody by itself at { $until } (the city's clock), or shortly after. Until
    then it can be given back (return).
withdraw =
    { $edition } will be withdrawn: its figures leave the public pages, and a notice takes their place with the reason
    “{ $reason }”. It cannot be restored, nor does the version before come into force again.
retract =
    { $rows ->
        [one] 1 row
       *[other] { $rows } rows
    } of the file { $file } will leave every table; the submission is marked as retracted, with the reason. There is no
    way back: this very file is not taken again, only another one in its place.
retract-refusal = The next night will read the file { $file } once more, which was beyond its limits.
bind =
    Who may do what with editions, and by which policy, will be for the data root { $home } as shown: what { $folder }
    declares. It is written into the audit log for good, as done by { $user }.
