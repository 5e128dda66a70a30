"""Run by hand."""
import manager


def main():
    print(manager.run("a question", "openai/gpt-4o-mini"))


if __name__ == "__main__":
    main()
