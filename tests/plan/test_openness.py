"""Who may see what: every field says it, and the open plan has what everyone may see and nothing else."""

import pytest

from dokumentmaskin.plan.records.fields import Linje, Record, Åpen


def test_a_field_that_does_not_say_who_may_see_it_cannot_be_made() -> None:
    with pytest.raises(TypeError, match=r"Ny\.merkelapp: Åpen"):

        class Ny(Record):
            navn: Åpen[Linje]
            merkelapp: Linje
