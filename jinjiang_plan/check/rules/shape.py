"""JP101 to JP109: whether a file says what the format has room for. All of them show while the files are read."""

from jinjiang_plan.check.rule_api import Check
from jinjiang_plan.model import finding
from jinjiang_plan.model.rule import Rule
from jinjiang_plan.model.words import Words

UNKNOWN_KEY = Check(
    Rule(
        *finding.UNKNOWN_KEY,
        says=Words("{table} 里没有 `{key}` 这个键", "`{key}` is no key of a {table}"),
        why=Words(
            "写错一个字母的键，别的程序会当作没有写，目标就悄悄少了一项。",
            "A key with one wrong letter counts as not written: the target silently lacks something.",
        ),
        cure=Words(
            "改成提示的键；`check --unsafe-fixes` 会照最像的改，改完请看一遍。",
            "Write the key that is named; `check --unsafe-fixes` takes the most alike, so look at what it did.",
        ),
        bad='[target.stations]\nunti = "座"\n',
        good='[target.stations]\nunit = "座"\n',
        fixes="unsafe",
    ),
    None,
)
WRONG_TYPE = Check(
    Rule(
        *finding.WRONG_TYPE,
        says=Words("`{key}` 应为{type}", "`{key}` must be {type}"),
        why=Words(
            "加了引号的数字和日期是文字，不能计算，也不能比较。",
            "A number or day in quotes is a text: it can be neither reckoned with nor compared.",
        ),
        cure=Words(
            "去掉引号，或写成提示的样子；去引号可用 `check --fix`，台账因只增不改而要 `--unsafe-fixes`。",
            "Take the quotes off, or write it as the hint shows; `check --fix` does the first, in ledgers, which are "
            "append-only, `--unsafe-fixes`.",
        ),
        bad='[target.stations]\ngoal = { value = "3000" }\ndue = "2022-12-31"\n',
        good="[target.stations]\ngoal = { value = 3000 }\ndue = 2022-12-31\n",
        fixes="safe",
    ),
    None,
)
MISSING_KEY = Check(
    Rule(
        *finding.MISSING_KEY,
        says=Words("缺少 `{key}`", "`{key}` is missing"),
        why=Words(
            "没有这一项，就读不成一个目标、一个计划或一条报告。",
            "Without it there is no target, no plan, no report to read.",
        ),
        cure=Words("在表头下面加上提示的那一行。", "Paste the line of the hint below the header."),
        bad='[target.stations]\ntitle = "5G基站"\n',
        good='[target.stations]\ntitle = "5G基站"\nkind = "cumulative"\n',
    ),
    None,
)
BAD_CHOICE = Check(
    Rule(
        *finding.BAD_CHOICE,
        says=Words("`{key}` 不能是 `{value}`", "`{key}` cannot be `{value}`"),
        why=Words(
            "这一项只有几个可用的值，每个值算法不同。",
            "There are only a few values here, and each is reckoned with in its own way.",
        ),
        cure=Words(
            "从提示列出的值里选一个，最像的排在前面；`check --unsafe-fixes` 取最像的。",
            "Choose one of those listed, the most alike first; `check --unsafe-fixes` takes that one.",
        ),
        bad='[target.stations]\nkind = "cummulative"\n',
        good='[target.stations]\nkind = "cumulative"\n',
        fixes="unsafe",
    ),
    None,
)
BAD_ID = Check(
    Rule(
        *finding.BAD_ID,
        says=Words("编号 `{id}` 不合规", "`{id}` cannot be an id"),
        why=Words(
            "编号用在文件名、命令和网址里，要处处通行：字母小写，可用汉字，`-` 在中间；Windows 保留的名称不行。",
            "An id stands in file names, commands and addresses, and must pass in all: small letters of one script (Latin goes "
            "with Chinese, Japanese or Korean), digits, and `-` within; no name that Windows keeps for itself.",
        ),
        cure=Words(
            "改写编号；行动的编号是文件名，计划的编号是目录名，台账的文件名随目标的编号。",
            "Rename it. An action's id is its file's name, a plan's its folder's; a ledger is named after its target.",
        ),
        bad='[target."5G基站"]\ntitle = "5G基站"\n',
        good='[target."5g基站"]\ntitle = "5G基站"\n',
    ),
    None,
)
FORMAT_VERSION = Check(
    Rule(
        *finding.FORMAT_VERSION,
        says=Words("format 应为 {format}", "format must be {format}"),
        why=Words(
            "format 说明文件按哪一版格式写；别的版本里同一个键可能是另一个意思。",
            "format says by which version a file is written: in another a key may mean something else.",
        ),
        cure=Words(
            "文件来自更新的版本时更新 jinjiang-plan；否则写 format = 1。",
            "Update jinjiang-plan if the file is of a later version; else write format = 1.",
        ),
        bad="format = 2\n",
        good="format = 1\n",
    ),
    None,
)
UNSAFE_TEXT = Check(
    Rule(
        *finding.UNSAFE_TEXT,
        says=Words("不安全的字符 {sign}", "an unsafe sign, {sign}"),
        why=Words(
            "控制字符能改写终端，改变文字方向的字符能让人看到与文件不同的内容，看不见的字符让两个相同的名称不相等。",
            "Control characters rewrite a terminal, signs that turn text round show something else than the file says, "
            "and hidden ones make two names differ that look the same.",
        ),
        cure=Words(
            "删去这个字符；它多半是从网页或文档里粘贴来的。",
            "Delete the sign; mostly it was pasted in with text from a page or a document.",
        ),
        bad='[target.stations]\ntitle = "5G\\u202e基站"\n',
        good='[target.stations]\ntitle = "5G基站"\n',
    ),
    None,
)
MISPLACED_KEY = Check(
    Rule(
        *finding.MISPLACED_KEY,
        says=Words("`{key}` 只用于 {needs}", "`{key}` goes with {needs} only"),
        why=Words(
            "写了却不起作用的键会让人以为在起作用：resets 只用于累计值，average 只用于比率（geometric 只用于百分数），"
            "seasons 只用于 seasonal 路径，sum_of 不用于比率和位次。",
            "A key without effect is read as if it had one: resets is for cumulative targets, average for rates (geometric "
            "for those in %), seasons for the path seasonal, and sum_of neither for rates nor for ranks.",
        ),
        cure=Words(
            "删去这个键，或把类别、路径、单位写成它所要的。",
            "Leave the key out, or give the target the kind, path or unit that it goes with.",
        ),
        bad='[target.output]\ntitle = "Output"\nkind = "level"\nresets = "year"\n',
        good='[target.output]\ntitle = "Output"\nkind = "cumulative"\nresets = "year"\n',
    ),
    None,
)
WORD_FOR_CODE = Check(
    Rule(
        *finding.WORD_FOR_CODE,
        says=Words("`{word}` 的代码是 `{code}`", "the code for `{word}` is `{code}`"),
        why=Words(
            "可选的值可以写中文，意思与代码相同；不懂中文的读者只认得代码。只用中文的计划（languages 里没有 en）不提示。",
            "The words of a choice may be Chinese and mean the same as the code, which readers of English know too. A plan "
            "without `en` in its languages is not told.",
        ),
        cure=Words(
            "可以不改；`check --fix` 会写成代码。",
            "It may stay; `check --fix` writes the code.",
        ),
        bad='[target.stations]\nkind = "累计值"\n',
        good='[target.stations]\nkind = "cumulative"\n',
        fixes="safe",
    ),
    None,
)
SHAPE = (
    UNKNOWN_KEY,
    WRONG_TYPE,
    MISSING_KEY,
    BAD_CHOICE,
    BAD_ID,
    FORMAT_VERSION,
    UNSAFE_TEXT,
    MISPLACED_KEY,
    WORD_FOR_CODE,
)
