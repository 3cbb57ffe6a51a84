# What is found about published figures.
not-judged = Not judged.
