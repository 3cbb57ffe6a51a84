# What is found about published figures.
not-judged = Chưa xét.
