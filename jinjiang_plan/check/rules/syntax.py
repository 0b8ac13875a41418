"""JP000 to JP008: whether a file can be read at all. All of them show while the files are read."""

from jinjiang_plan.check.rule_api import Check
from jinjiang_plan.model import finding
from jinjiang_plan.model.finding import Severity
from jinjiang_plan.model.rule import Rule
from jinjiang_plan.model.words import Words


def _read(  # noqa: PLR0913, PLR0917 - a rule's texts, in the order in which they are read
    code: str,
    slug: str,
    severity: Severity,
    says: Words,
    why: Words,
    cure: Words,
    bad: str,
    good: str,
    fixes: str = "",
) -> Check:
    return Check(Rule(code, slug, severity, says, why, cure, bad, good, fixes), None)


UNREADABLE = _read(
    *finding.UNREADABLE,
    Words("无法读取：{why}", "cannot be read: {why}"),
    Words(
        "读不到的文件没有检查过，其余的结果不能当作“没有问题”；因此退出码是 3。",
        "A file that cannot be read has not been checked, and the rest is no proof that all is well: exit code 3.",
    ),
    Words(
        "检查文件的权限，或是不是有同名的目录。",
        "Look at the file's permissions, and whether it is a folder.",
    ),
    "# plan.toml: chmod 000\n",
    "# plan.toml: chmod 644\n",
)
TOML_SYNTAX = _read(
    *finding.TOML_SYNTAX,
    Words("TOML 语法有误：{what}", "not valid TOML: {what}"),
    Words(
        "有语法错误的文件，任何程序都读不了；错误指在出错的字符上，一个文件里的错误一次列出。",
        "No program can read a file with an error of syntax. It is shown at its character, all of a file at once.",
    ),
    Words(
        "按提示改：文字加双引号，日期写 2021-06-30，数字不带单位和分隔符，每行一个 `键 = 值`。",
        "As the hint says: text in double quotes, days as 2021-06-30, numbers bare, one `key = value` to a line.",
    ),
    "[target.stations]\nunit = 座\ndue = 2021/6/30\n",
    '[target.stations]\nunit = "座"\ndue = 2021-06-30\n',
)
CHINESE_PUNCTUATION = _read(
    *finding.CHINESE_PUNCTUATION,
    Words("全角标点 `{signs}`", "full-width punctuation `{signs}`"),
    Words(
        "中文输入法打出的引号、逗号、等号，在引号之外 TOML 都不认。",
        "Outside its strings TOML knows none of the quotes, commas and equals signs that a Chinese keyboard types.",
    ),
    Words(
        "换成半角标点；`check --fix` 会一次全部换好，引号里面的文字不动。",
        "Type the half-width sign; `check --fix` does it for all at once and leaves what stands in quotes.",
    ),
    '[target.stations]\ntitle ＝ “5G基站”\ngoal = { value = 3000， op = ">=" }\n',
    '[target.stations]\ntitle = "5G基站"\ngoal = { value = 3000, op = ">=" }\n',
    "safe",
)
DUPLICATE_KEY = _read(
    *finding.DUPLICATE_KEY,
    Words("`{key}` 写了两次", "`{key}` is written twice"),
    Words(
        "同一个键只能有一个值。台账里同一天出现两条，多半是两个分支各报了一次：哪一条算数，要由人决定。",
        "A key has one value. Two lines of a ledger for one day mostly come of two branches that both reported it: "
        "a person decides which one counts.",
    ),
    Words(
        "留下一处。台账：先录入的保留，后录入的改成修订，键后加 -r2；内容相同的删去一行。",
        "Keep one. In a ledger keep the report recorded first and make the other a revision, its key ending in -r2; "
        "of two equal lines delete one.",
    ),
    "[report]\n"
    '2021-06-30 = { value = 5, recorded = 2021-07-01T09:00:00+08:00, by = "王" }\n'
    '2021-06-30 = { value = 6, recorded = 2021-07-02T09:00:00+08:00, by = "李" }\n',
    "[report]\n"
    '2021-06-30 = { value = 5, recorded = 2021-07-01T09:00:00+08:00, by = "王" }\n'
    '2021-06-30-r2 = { value = 6, recorded = 2021-07-02T09:00:00+08:00, by = "李" }\n',
)
BARE_CHINESE_KEY = _read(
    *finding.BARE_CHINESE_KEY,
    Words("中文键 `{key}` 没有加引号", "the Chinese key `{key}` has no quotes"),
    Words(
        "不加引号的键只能用英文字母、数字、`_` 和 `-`。",
        "A key without quotes has ASCII letters, digits, `_` and `-` only.",
    ),
    Words(
        "改用英文键，如 unit；`check --fix` 会替换认识的键，其余加上引号。",
        "Use the English key, such as unit; `check --fix` replaces those it knows and quotes the others.",
    ),
    '[target.stations]\n单位 = "座"\n',
    '[target.stations]\nunit = "座"\n',
    "safe",
)
ENCODING = _read(
    *finding.ENCODING,
    Words("文件编码有误：{what}", "the file's encoding is off: {what}"),
    Words(
        "TOML 文件是 UTF-8。文件头的标记和混用的换行会让别的工具、git 的合并和比较出错。",
        "TOML files are UTF-8. A mark at the beginning, and line ends of two kinds, trouble other tools and git's merges.",
    ),
    Words(
        "另存为 UTF-8（不带 BOM），换行统一；标记和换行可用 `check --fix`。",
        "Save it as UTF-8 without a mark and with one kind of line end; `check --fix` mends marks and line ends.",
    ),
    "# plan.toml, saved as GBK or with a byte order mark\n",
    "# plan.toml, saved as UTF-8\n",
    "safe",
)
TOML_1_1_SYNTAX = _read(
    *finding.TOML_1_1_SYNTAX,
    Words("TOML 1.0 没有这种写法：{what}", "TOML 1.0 has no such thing: {what}"),
    Words(
        "本程序读得懂，但多数编辑器和别的工具还停在 TOML 1.0，会报错。",
        "We read it, but most editors and other tools are of TOML 1.0 and refuse it.",
    ),
    Words(
        "内联表写在一行，末尾不加逗号；时刻写到秒；`\\e` 写成 `\\u001b`。",
        "Inline tables on one line without a trailing comma, times with their seconds, `\\u001b` for `\\e`.",
    ),
    "[target.stations]\ngoal = {\n  value = 3000,\n}\n",
    "[target.stations]\ngoal = { value = 3000 }\n",
)
MERGE_CONFLICT = _read(
    *finding.MERGE_CONFLICT,
    Words("合并冲突没有解决", "a merge conflict has not been resolved"),
    Words(
        "git 在两边改了同一处时留下这些标记，等人来定；带着标记的文件读不了。",
        "Where both sides changed the same place, git leaves these marks for a person to decide; with them nothing is read.",
    ),
    Words(
        "留下要的内容，删去 <<<<<<<、=======、>>>>>>> 几行；台账两边的行一般都留，并在 .gitattributes 里设 merge=union。",
        "Keep what is right and delete the lines <<<<<<<, ======= and >>>>>>>; of a ledger mostly keep both sides, and "
        "set merge=union in .gitattributes.",
    ),
    '<<<<<<< HEAD\nunit = "座"\n=======\nunit = "个"\n>>>>>>> other\n',
    'unit = "座"\n',
)
NOT_A_FILE = _read(
    *finding.NOT_A_FILE,
    Words("不是可读的文件：{why}", "no file to be read: {why}"),
    Words(
        "计划、行动和台账是计划目录里的普通文件。指向目录之外的链接、管道、设备、过大的文件一概不读，其内容也不会显示。",
        "Plans, actions and ledgers are plain files inside the plans folder. A link that leads out of it, a pipe, a device "
        "or a file too large is never read, and nothing of it is shown.",
    ),
    Words(
        "换成文件本身；超过 64 MiB 的拆成几个行动或几个目标。",
        "Put the file itself there; split one above 64 MiB into several actions or targets.",
    ),
    "# plan.toml -> /etc/passwd\n",
    "# plan.toml: the file itself\n",
)
SYNTAX = (
    UNREADABLE,
    TOML_SYNTAX,
    CHINESE_PUNCTUATION,
    DUPLICATE_KEY,
    BARE_CHINESE_KEY,
    ENCODING,
    TOML_1_1_SYNTAX,
    MERGE_CONFLICT,
    NOT_A_FILE,
)
