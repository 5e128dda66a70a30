answers = answer_all(rows, agent, "gpt-4o_27-01_browser", tool=None)
answers = answer_all(rows, agent, "gpt-4o-mini", tool=None)
