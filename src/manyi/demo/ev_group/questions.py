"""The questions of the ev-sales pack that the demo's customers and colleagues answer."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Question:
    """One question; no `touchpoints` means that it is asked everywhere."""

    key: str
    dimension: str | None
    touchpoints: tuple[str, ...]
    kind: str
    audience: str
    text: str

    @property
    def scale(self) -> tuple[int, int] | tuple[None, None]:
        """Lowest and highest answer."""
        return {"rating": (1, 5), "recommend": (0, 10)}.get(self.kind, (None, None))


_SALES, _AFTER, _CAR, _WITHIN = "sales_service", "after_sales_service", "product_quality", "internal_service"
_ASKED, _COLLEAGUES = "customers", "internal_customers"
_OWN = ("ownership",)

QUESTIONS = (
    Question("listened", _SALES, ("presales", "delivery"), "rating", _ASKED, "接待您的人员是否认真听了您的需要？"),
    Question("explained", _SALES, ("presales", "delivery"), "rating", _ASKED, "车辆、费用和手续是否讲得清楚、属实？"),
    Question("handed_over", _SALES, ("delivery",), "rating", _ASKED, "您对这次交车的安排满意吗？"),
    Question("repaired", _AFTER, ("repair",), "rating", _ASKED, "您报修的问题修好了吗？"),
    Question(
        "kept_informed", _AFTER, ("repair", "complaint"), "rating", _ASKED, "等候期间，进度和费用是否及时告知您？"
    ),
    Question("answered", _AFTER, ("complaint",), "rating", _ASKED, "您对我们处理您所反映问题的结果满意吗？"),
    Question("car_quality", _CAR, _OWN, "rating", _ASKED, "您对车辆的做工和可靠性满意吗？"),
    Question("range_and_charging", _CAR, _OWN, "rating", _ASKED, "您对实际续航和充电满意吗？"),
    Question("worth_its_price", "price", _OWN, "rating", _ASKED, "您觉得这辆车值这个价格吗？"),
    Question("trusted_brand", "brand_image", _OWN, "rating", _ASKED, "您信任这个品牌和本公司吗？"),
    Question("recommend", None, (), "recommend", _ASKED, "您会把我们推荐给亲友吗？"),
    Question("suggestion", None, (), "text", _ASKED, "您希望我们先改进哪一件事？"),
    Question("colleague_in_time", _WITHIN, (), "rating", _COLLEAGUES, "您提出的事项，对方是否按约定时间办理？"),
    Question("colleague_solved", _WITHIN, (), "rating", _COLLEAGUES, "对方的办理是否真正解决了您的问题？"),
    Question("colleague_clear", _WITHIN, (), "rating", _COLLEAGUES, "办事规则和进度是否向您讲清楚？"),
    Question("colleague_for_customers", _WITHIN, (), "rating", _COLLEAGUES, "对方的支持是否帮助您更好地服务客户？"),
    Question("colleague_suggestion", None, (), "text", _COLLEAGUES, "您希望对方先改进哪一件事？"),
)

SCORED = tuple(question for question in QUESTIONS if question.kind != "text")
"""The questions whose answers are columns of a response."""


def asked_at(question: Question, touchpoint: str | None, *, internal: bool) -> bool:
    """Whether a question is asked of customers met at a touchpoint; None is the full survey, which asks all."""
    if question.audience != (_COLLEAGUES if internal else _ASKED):
        return False
    return touchpoint is None or not question.touchpoints or touchpoint in question.touchpoints


def question_rows() -> list[dict[str, object]]:
    """Rows of the table `questions`."""
    return [
        {
            "question": question.key, "dimension": question.dimension, "kind": question.kind,
            "low": question.scale[0], "high": question.scale[1], "reversed": False, "text": question.text,
        }
        for question in QUESTIONS
    ]  # fmt: skip
