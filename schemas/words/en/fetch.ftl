# Why files were not fetched from another machine; the name of a message is its code, `advice` says what to do.

# About a place.
not-installed = What speaks to other machines is not installed.
    .advice = Install it: `pip install 'motcua[fetch]'`
no-credential = There is nothing to read at { $place }: no password, key or certificate.
    .advice = Put it there, readable by the user of the nights alone, or correct the declaration.
server-unreachable = The server cannot be reached.
    .advice = Look whether it runs, and whether this machine may connect to it; the next night tries again.
server-silent = The server did not answer in time.
    .advice = Ask who runs it; the next night tries again.
server-unknown = The server shows the key { $fingerprint }, which is not declared: it may be another machine.
    .advice = Ask who runs it for the fingerprint, on another way; only if it has changed, correct host_keys or known_hosts.
server-certificate = The certificate of the server is vouched for by nobody whom this machine trusts.
    .advice = Ask who runs it for the certificate of its authority, and declare it as ca_file.
login-refused = The server refuses the user, the password or the key, or lets this user not read there.
    .advice = Correct user and secret, or ask who runs the server for the right to read.
not-found = There is no such folder or file at the server.
    .advice = Correct url in the declaration.
names-unreadable = A file at the server has a name that is not UTF-8, so that the folder cannot be listed.
    .advice = Ask who runs it to rename the file, or to move it to another folder.
redirected = The server says that the file is at another address; it was not followed there.
    .advice = Ask who runs it, and declare that address if it is right.
connection-cut = The connection was cut; what had arrived of a file was thrown away.
    .advice = The next night tries again; if it stays, ask who runs the server.
server-error = The server answered with an error ({ $kind }).
    .advice = Ask who runs it; the next night tries again.
too-slow = Not all files came within { $seconds } seconds.
    .advice = The next night goes on; if it stays, raise max_seconds in the declaration.
too-many-files = More than { $most } files are new.
    .advice = The next night goes on; if all are meant, raise max_files in the declaration.

# About one file.
file-too-large = The file is larger than { $most } MB.
    .advice = Ask the sender; if it is right, raise max_mb in the declaration.
name-not-safe = The file has a name that cannot be written as it is (folders, control characters, too long).
    .advice = Ask the sender to rename it.
link-at-sender = This is a link at the sender; links are not followed.
    .advice = Ask the sender for the file itself, if it is wanted.
changing-at-sender = The file is still being written at the sender.
    .advice = The next night fetches it.
gone-at-sender = The file was listed and is gone.
    .advice = Nothing, if the sender removed it.
