# What somebody should look at in a column of codes. The name of a message is the warning's code.

key-normalised = codes were brought to their normal form ({ $why }), so that one dossier is one key.
    .advice =
        Check that these codes do mean the same dossier; correct how they are written in the source system.
for-odd-characters = odd characters: { $points }
for-case-and-spaces = case, spaces
key-mixed-alphabets =
    codes hold Cyrillic or Greek letters that look like Latin ones, or letters O or I among digits; one dossier may
    become two keys.
    .advice = Type the code anew with Latin letters and digits in the source system and send again.
key-odd-characters =
    codes hold odd characters (question marks, commas, semicolons, symbols, digits of another script); they may be
    damaged, or two codes stand in one cell.
    .advice = Check these codes in the source system and send again.
codes-like-dates = some codes look like dates or times; Excel may have changed them (5-1 into 5-Jan).
    .advice =
        Export again from the source system and do not save the file with Excel, or format the column as Text first.
codes-like-numbers =
    some codes end with .0: a program has read them as numbers, and zeros at the start may be lost.
    .advice = Export again with the codes as text.
digits-lost = all codes of more than 15 digits end with zeros: Excel may have rounded them.
    .advice =
        Export again from the source system and do not save the file with Excel, or format the column as Text first.
words-for-nothing =
    some cells hold a word that stands for nothing (such as NULL, N/A, -, 0) in place of a code; they were taken to be
    empty.
    .advice = Leave such cells empty, or declare the words in the column's empty.
key-spelt-twice =
    some codes differ only in zeros before a number or in the marks between their parts (0001 and 1, H29-1 and H29/1);
    one dossier may become several keys.
    .advice = Write each code in one way in the source system and send again.
zeros-lost =
    some codes are shorter than others that begin with 0; zeros at the start may be lost (123 for 000123).
    .advice =
        Export again from the source system and do not save the file with Excel, or format the column as Text first.
numbers-among-codes =
    some cells hold a number, not a text; zeros at the start or the end of the code may be lost.
    .advice =
        Format the column as Text before entering, and take the codes anew from the source system; in JSON quote them.
