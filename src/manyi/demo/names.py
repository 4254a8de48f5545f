"""Chinese names for made-up people, from short lists of our own."""

from manyi.demo.draws import Draws

_SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林罗高"
    "梁郑谢宋唐许韩冯邓曹彭曾肖田董袁潘蒋蔡余"
    "杜叶程苏魏吕丁任沈姚卢姜崔谭陆汪范金石"
)
_GIVEN = (
    *"伟敏静磊洋勇艳杰娟涛超霞平刚颖晨欣博雪航",
    *("建国", "志强", "晓燕", "海波", "丽华", "文静", "俊杰", "子涵", "思远", "雨桐"),
    *("嘉怡", "浩然", "佳琪", "天宇", "梦瑶", "明轩", "若曦", "一鸣", "婉清", "国栋"),
    *("春梅", "永康", "素芬", "家豪", "紫萱", "振宇", "慧敏", "立新", "秋月", "书豪"),
    *("诗涵", "新民", "玉兰", "启航", "可欣", "少华", "红霞", "世杰", "亚楠", "凯文"),
)


def draw_names(draws: Draws, count: int) -> list[str]:
    """`count` different full names."""
    names: dict[str, None] = {}
    while len(names) < count:
        names[draws.one(_SURNAMES) + draws.one(_GIVEN)] = None
    return list(names)
