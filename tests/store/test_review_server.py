"""What people say of what was read, on PostgreSQL: the tests of test_review that touch no file."""

from test_review import (  # noqa: F401
    desk,
    test_a_corrected_event_shows_in_the_tables_and_the_record_and_the_reading_stays,
    test_a_correction_must_be_one,
    test_a_person_adds_what_was_missed_and_others_speak_of_that,
    test_corrections_outlive_a_new_reading_of_a_longer_text,
    test_sides_follow_the_name_they_came_of,
    test_what_a_person_said_of_a_side_stands,
    test_what_is_said_of_a_name_holds_for_all_its_mentions_and_the_speaker,
)
from test_server import address, database, server  # noqa: F401

from taqarub.store import open_database, review


def test_a_withdrawal_keeps_its_author_and_comes_between_the_transactions_of_a_writer(desk, address):  # noqa: F811
    event = next(item for item in review.state(desk, "a").items if item.layer == "event")
    with open_database(address, write=True, alone=False) as other:
        said = review.correct(other, review.Correction(
            article="a", layer="event", action="remove", anchor=event.anchor, author="هدى",
        ))  # fmt: skip
        assert review.state(other, "a").record.events == []
        assert review.withdraw(other, said.number, "سمير").withdrawn_by == "سمير"
    with open_database(address) as other:
        assert [e.type for e in review.state(other, "a").record.events] == ["CONSULT"]
        assert [(c.author, c.withdrawn_by) for c in review.corrections(other)] == [("هدى", "سمير")]
