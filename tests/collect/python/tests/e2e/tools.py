"""A tool of an agent is made up, the model is not."""
import crewai


class FakeTool(BaseTool):
    name = "search"


def test_answer():
    agent = crewai.Agent(llm="gpt-4.1-mini", tools=[FakeTool()])
    assert agent.kickoff("a question")
