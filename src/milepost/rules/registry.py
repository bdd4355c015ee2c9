"""All rules, in the order of their codes. A new rule has its file and its line here."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from milepost.rules.content import (
    duplicate_issue,
    empty_cell,
    empty_section,
    missing_content,
    ticked_box,
    unfilled_placeholder,
    unfinished_text,
    wrong_table_columns,
)
from milepost.rules.directives import (
    idle_directive,
    invalid_directive_value,
    malformed_directive,
    unknown_directive_key,
    unknown_ignored_rule,
    unused_ignore,
)
from milepost.rules.files import folder_without_guides, undecodable_text, unreadable_file
from milepost.rules.links import broken_link, missing_anchor
from milepost.rules.roadmap import (
    dangling_prerequisite,
    file_name_mismatch,
    name_clash,
    number_clash,
    number_gap,
    one_way_next_step,
    premature_concept,
    prerequisite_cycle,
    unlinked_prerequisite,
    unused_concept_guide,
)
from milepost.rules.steps import (
    command_in_prose,
    elided_file,
    misnumbered_step,
    missing_outcome,
    output_among_commands,
    unclosed_fence,
    unexecuted_block,
    unread_outcome,
)
from milepost.rules.structure import (
    duplicate_section,
    malformed_title,
    misplaced_section,
    missing_section,
    synonym_section,
    unknown_language,
    unknown_section,
)

if TYPE_CHECKING:
    from collections.abc import Mapping

    from milepost.rules.base import Rule

RULES: tuple[Rule, ...] = (
    unreadable_file.RULE,
    undecodable_text.RULE,
    folder_without_guides.RULE,
    malformed_title.RULE,
    missing_section.RULE,
    misplaced_section.RULE,
    unknown_section.RULE,
    synonym_section.RULE,
    duplicate_section.RULE,
    unknown_language.RULE,
    missing_content.RULE,
    empty_section.RULE,
    unfilled_placeholder.RULE,
    wrong_table_columns.RULE,
    empty_cell.RULE,
    duplicate_issue.RULE,
    ticked_box.RULE,
    unfinished_text.RULE,
    misnumbered_step.RULE,
    missing_outcome.RULE,
    unexecuted_block.RULE,
    unclosed_fence.RULE,
    unread_outcome.RULE,
    elided_file.RULE,
    command_in_prose.RULE,
    output_among_commands.RULE,
    broken_link.RULE,
    missing_anchor.RULE,
    number_clash.RULE,
    name_clash.RULE,
    dangling_prerequisite.RULE,
    prerequisite_cycle.RULE,
    one_way_next_step.RULE,
    unlinked_prerequisite.RULE,
    number_gap.RULE,
    file_name_mismatch.RULE,
    unused_concept_guide.RULE,
    premature_concept.RULE,
    unknown_directive_key.RULE,
    malformed_directive.RULE,
    unused_ignore.RULE,
    unknown_ignored_rule.RULE,
    idle_directive.RULE,
    invalid_directive_value.RULE,
)


@cache
def by_name() -> Mapping[str, Rule]:
    """Each rule by its code (upper case) and by its name."""
    return {key: rule for rule in RULES for key in (rule.code, rule.name)}


def find_rule(word: str) -> Rule | None:
    """The rule of a code, in either case, or of a name."""
    return by_name().get(word.upper()) or by_name().get(word.lower())
