"""Fair numbers about people and units: one door to the estimators, gates and tests that the engine uses."""

from manyi.engine.statistics.casemix import CaseMix, Cells, Effect, adjust
from manyi.engine.statistics.certainty import top_probability
from manyi.engine.statistics.composite import composite
from manyi.engine.statistics.discovery import Discoveries, benjamini_hochberg, one_sided_p, one_sided_p_share
from manyi.engine.statistics.gates import Gate, needed_for, needed_responses, passes
from manyi.engine.statistics.heterogeneity import Heterogeneity, heterogeneity
from manyi.engine.statistics.intervals import Estimate, around, difference, mean, nps, wilson
from manyi.engine.statistics.shares import BetaPrior, SharePosterior, share_posterior, share_prior
from manyi.engine.statistics.shrinkage import Shrunken, shrink, shrink_subjects
from manyi.engine.statistics.ties import tie_band
from manyi.engine.statistics.variance_components import (
    Sample,
    SubjectMoments,
    VarianceComponents,
    from_observations,
    from_sums,
    variance_components,
)

__all__ = [
    "BetaPrior",
    "CaseMix",
    "Cells",
    "Discoveries",
    "Effect",
    "Estimate",
    "Gate",
    "Heterogeneity",
    "Sample",
    "SharePosterior",
    "Shrunken",
    "SubjectMoments",
    "VarianceComponents",
    "adjust",
    "around",
    "benjamini_hochberg",
    "composite",
    "difference",
    "from_observations",
    "from_sums",
    "heterogeneity",
    "mean",
    "needed_for",
    "needed_responses",
    "nps",
    "one_sided_p",
    "one_sided_p_share",
    "passes",
    "share_posterior",
    "share_prior",
    "shrink",
    "shrink_subjects",
    "tie_band",
    "top_probability",
    "variance_components",
    "wilson",
]
