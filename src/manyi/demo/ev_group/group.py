"""The made-up group: each part is drawn when first asked for, from its own stream of draws."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from manyi.demo.case import Case, number_cases
from manyi.demo.draws import Ints
from manyi.demo.ev_group.case_stories import draw_story_cases
from manyi.demo.ev_group.cases import draw_cases
from manyi.demo.ev_group.customers import BEFORE, Customers, draw_customers
from manyi.demo.ev_group.effects import StoreEffects, person_effects, store_effects
from manyi.demo.ev_group.invitations import Invitations, draw_invitations
from manyi.demo.ev_group.orders import Orders, draw_orders
from manyi.demo.ev_group.organisation import Organisation, build_organisation
from manyi.demo.ev_group.responses import Responses, draw_responses
from manyi.demo.ev_group.spoiled import Spoiled, spoil
from manyi.demo.ev_group.staffing import Staffing
from manyi.demo.ev_group.visits import Visits, deliveries, first_visits, later_visits
from manyi.demo.months import Months
from manyi.demo.opening import open_days


@dataclass(frozen=True)
class Group:
    """Everything that happened, before it is written as tables."""

    months: Months
    seed: int

    @cached_property
    def organisation(self) -> Organisation:
        """The people with their posts and leave."""
        return build_organisation(self.months, self.seed)

    @cached_property
    def staffing(self) -> Staffing:
        """Who is present where on each day."""
        return Staffing(self.organisation, self.months)

    @cached_property
    def customers(self) -> Customers:
        """All customers, internal ones included."""
        return draw_customers(self.organisation, self.months, open_days(self.months), self.seed)

    @cached_property
    def first_visits(self) -> Visits:
        """First visits of new customers."""
        return first_visits(self.customers, self.staffing, self.seed)

    @cached_property
    def orders(self) -> Orders:
        """What was sold."""
        seen = (self.first_visits.customer, self.first_visits.person)
        return draw_orders(self.customers, seen, self.staffing, self.months, open_days(self.months), self.seed)

    @cached_property
    def visits(self) -> Visits:
        """Every visit by time."""
        given = deliveries(self.orders, self.customers, self.staffing, self.months, self.seed)
        later = later_visits(self.customers, self.orders, self.organisation, self.staffing, self.months, self.seed)
        return Visits.joined([self.first_visits, given, later])

    @cached_property
    def invitations(self) -> Invitations:
        """Who was asked."""
        return draw_invitations(
            self.visits, self.customers, self.orders, self.organisation, self.staffing, self.months, self.seed
        )

    @cached_property
    def people_effects(self) -> Ints:
        """True effect of each person by month."""
        return person_effects(self.organisation, self.months, self.seed)

    @cached_property
    def store_effects(self) -> StoreEffects:
        """True effect of each store by month."""
        return store_effects(self.months)

    @cached_property
    def answers(self) -> tuple[Responses, Spoiled]:
        """The responses, with the bad ones among them."""
        responses = draw_responses(
            self.invitations,
            self.customers,
            self.staffing,
            self.people_effects,
            self.store_effects,
            self.months,
            self.seed,
        )
        return responses, spoil(responses, self.invitations, self.customers, self.organisation, self.months, self.seed)

    @cached_property
    def cases(self) -> list[Case]:
        """Every case by arrival."""
        calls = self.visits.at("complaint")
        cases = draw_cases(
            calls, self.customers, self._bought(), self.organisation, self.staffing, self.months, self.seed
        )
        owners = [int(n) for n in np.flatnonzero(self.customers.came[self.customers.external] == BEFORE)[1:200]]
        cases += draw_story_cases(owners, self.organisation, self.months, self.seed)
        number_cases(cases)
        return cases

    @property
    def followed(self) -> dict[tuple[int, int], tuple[str, int]]:
        """Key and minute of closing of each closed case, by customer and minute of arrival."""
        return {
            (case.customer, case.received): (case.key, case.closed) for case in self.cases if case.closed is not None
        }

    def _bought(self) -> Mapping[int, tuple[int, str]]:
        bought: dict[int, tuple[int, str]] = {}
        for n, customer in enumerate(self.orders.customer):
            bought.setdefault(int(customer), (int(self.orders.delivered[n]), self.orders.key(n)))
        return bought
