"""What a task asks, as JSON Schema with the words of its form in the reader's language."""

from typing import Any

from server.domain.language import Language
from server.domain.task import Known, Task, schema_of
from server.words.fields import FIELD_LABELS
from server.words.tasks import CHOICE_NAMES


def titled_schema(task: Task, known: Known, language: Language) -> dict[str, Any]:
    """Each property bears a `title`, and one with an `enum` an `x-choices` with the words of each choice."""
    schema = schema_of(task, known)
    for name, field in schema["properties"].items():
        field["title"] = FIELD_LABELS[name].in_language(language)
        if "enum" in field:
            names = CHOICE_NAMES[name]
            field["x-choices"] = {choice: names[choice].in_language(language) for choice in field["enum"]}
    return schema
