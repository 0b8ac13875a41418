"""Measures, by subject and dimension: units of one dimension convert into each other, exactly.

Each row is the Chinese name, how many of the dimension's base it is (a whole number, a decimal or a fraction), the
English name, and what else is written for it, `_` for a space; a last field lists the multiples that are offered. A row
without that field has no multiples: 千兆 and 百分 are words of other meanings.
"""

_TEN_THOUSANDS = "万"
_BOTH = "万 亿"

MEASURES = (
    (
        ("share", "share"),
        ("%", "10", "%", "percent pct per_cent 百分比"),
        ("‰", "1", "‰", "permille per_mille 千分比"),
        ("‱", "0.1", "‱", "permyriad 万分比 1/万"),
        ("1/10万", "0.01", "per 100,000", "/10万 1/100000 十万分比 per100000"),
        ("1/100万", "0.001", "ppm", "/100万 1/1000000 百万分比 per_million"),
        ("1/10亿", "0.000001", "ppb", "十亿分比 per_billion"),
    ),
    (
        ("share", "points"),
        ("百分点", "1", "percentage points", "个百分点 percentage_point pp"),
        ("千分点", "0.1", "permille points", "个千分点 permille_point"),
        ("基点", "0.01", "basis points", "个基点 basis_point bp"),
    ),
    (("share", "times over"), ("倍", "1", "times over", "fold")),
    (("share", "score"), ("分", "1", "score", "scores score_points")),
    (
        ("length", "length"),
        ("米", "1", "m", "metre metres meter meters 公尺 延米 延长米", _TEN_THOUSANDS),
        ("公里", "1000", "km", "千米 kilometre kilometres kilometer kilometers", _TEN_THOUSANDS),
        ("厘米", "0.01", "cm", "公分 centimetre centimetres centimeter centimeters"),
        ("毫米", "0.001", "mm", "millimetre millimetres millimeter millimeters"),
        ("微米", "0.000001", "µm", "um micrometre micrometres micrometer micrometers micron microns"),
        ("纳米", "0.000000001", "nm", "nanometre nanometres nanometer nanometers"),
        ("海里", "1852", "nautical miles", "nautical_mile nmi"),
        ("英里", "1609.344", "miles", "mile mi"),
        ("英尺", "0.3048", "feet", "foot ft"),
        ("英寸", "0.0254", "inches", "inch"),
        ("码", "0.9144", "yards", "yard yd"),
        ("华里", "500", "li", "市里"),
    ),
    (
        ("area", "area"),
        (
            "平方米",
            "1",
            "m²",
            "平米 平方公尺 sqm sq_m square_metre square_metres square_meter square_meters",
            _BOTH,
        ),
        ("公顷", "10000", "ha", "hectare hectares", _TEN_THOUSANDS),
        (
            "平方公里",
            "1000000",
            "km²",
            "平方千米 sqkm sq_km square_kilometre square_kilometres square_kilometer square_kilometers",
            _TEN_THOUSANDS,
        ),
        ("亩", "2000/3", "mu", "畝 市亩", _BOTH),
        ("平方厘米", "0.0001", "cm²", "square_centimetre square_centimetres"),
        ("英亩", "4046.8564224", "acres", "acre"),
        ("平方英尺", "0.09290304", "ft²", "sqft sq_ft square_foot square_feet"),
        ("平方英里", "2589988.110336", "square miles", "square_mile sq_mi mi2"),
        ("坪", "400/121", "ping", ""),
    ),
    (
        ("volume", "volume"),
        (
            "立方米",
            "1",
            "m³",
            "立方公尺 立米 cbm cum cubic_metre cubic_metres cubic_meter cubic_meters",
            _BOTH,
        ),
        ("升", "0.001", "L", "公升 litre litres liter liters ltr", _TEN_THOUSANDS),
        ("毫升", "0.000001", "mL", "millilitre millilitres milliliter milliliters"),
        ("兆升", "1000", "megalitres", "megalitre megaliter megaliters"),
        ("立方厘米", "0.000001", "cm³", "cc cubic_centimetre cubic_centimetres"),
        ("立方分米", "0.001", "dm³", ""),
        ("立方公里", "1000000000", "km³", "立方千米 cubic_kilometre cubic_kilometres"),
        ("立方英尺", "0.028316846592", "ft³", "cubic_foot cubic_feet cuft"),
        ("英亩英尺", "1233.48183754752", "acre-feet", "acre-foot acre_feet acre_foot"),
    ),
    (
        ("volume", "gas at standard conditions"),
        ("标准立方米", "1", "Nm³", "标立方米 标方 standard_cubic_metres standard_cubic_meters", _BOTH),
    ),
    (
        ("mass", "mass"),
        ("吨", "1", "t", "公吨 tonne tonnes metric_ton metric_tons", _BOTH),
        ("千克", "0.001", "kg", "公斤 kilogram kilograms kilogramme kilogrammes", _TEN_THOUSANDS),
        ("克", "0.000001", "g", "gram grams gramme grammes"),
        ("毫克", "0.000000001", "mg", "milligram milligrams"),
        ("微克", "0.000000000001", "µg", "ug mcg microgram micrograms"),
        ("纳克", "0.000000000000001", "ng", "nanogram nanograms"),
        ("斤", "0.0005", "jin", "市斤", _TEN_THOUSANDS),
        ("磅", "0.00045359237", "lb", "lbs"),
        ("短吨", "0.90718474", "short tons", "short_ton"),
        ("克拉", "0.0000002", "carats", "carat"),
    ),
    (
        ("energy", "power"),
        ("千瓦", "1", "kW", "kilowatt kilowatts", _BOTH),
        ("瓦", "0.001", "watts", "watt 瓦特"),
        ("兆瓦", "1000", "MW", "megawatt megawatts", _TEN_THOUSANDS),
        ("吉瓦", "1000000", "GW", "gigawatt gigawatts"),
        ("太瓦", "1000000000", "TW", "terawatt terawatts"),
    ),
    (
        ("energy", "peak power"),
        ("千瓦峰", "1", "kWp", "千瓦峰值 kilowatt-peak"),
        ("兆瓦峰", "1000", "MWp", "兆瓦峰值 megawatt-peak"),
        ("吉瓦峰", "1000000", "GWp", "吉瓦峰值 gigawatt-peak"),
    ),
    (
        ("energy", "apparent power"),
        ("千伏安", "1", "kVA", "", _TEN_THOUSANDS),
        ("兆伏安", "1000", "MVA", ""),
    ),
    (
        ("energy", "energy"),
        ("千瓦时", "1", "kWh", "度 千瓦小时 千瓦·时 度电 kilowatt-hour kilowatt-hours kilowatt_hours", _BOTH),
        ("兆瓦时", "1000", "MWh", "megawatt-hour megawatt-hours", _TEN_THOUSANDS),
        ("吉瓦时", "1000000", "GWh", "gigawatt-hour gigawatt-hours"),
        ("太瓦时", "1000000000", "TWh", "terawatt-hour terawatt-hours"),
        ("瓦时", "0.001", "Wh", "watt-hour watt-hours"),
        ("焦耳", "1/3600000", "joules", "joule 焦"),
        ("千焦", "1/3600", "kJ", "千焦耳 kilojoule kilojoules"),
        ("兆焦", "5/18", "MJ", "兆焦耳 megajoule megajoules"),
        ("吉焦", "2500/9", "GJ", "吉焦耳 百万千焦 gigajoule gigajoules", _TEN_THOUSANDS),
        ("太焦", "2500000/9", "TJ", "太焦耳 terajoule terajoules"),
        ("拍焦", "2500000000/9", "PJ", "拍焦耳 petajoule petajoules"),
        ("艾焦", "2500000000000/9", "EJ", "exajoule exajoules"),
    ),
    (
        ("energy", "coal"),
        ("吨标准煤", "1", "tce", "吨标煤 吨标准煤当量", _BOTH),
        ("千克标准煤", "0.001", "kgce", "千克标煤 公斤标准煤 公斤标煤"),
        ("克标准煤", "0.000001", "gce", "克标煤"),
    ),
    (
        ("energy", "oil"),
        ("吨油当量", "1", "toe", "吨标准油 吨标油 tonnes_of_oil_equivalent", _BOTH),
        ("千克油当量", "0.001", "kgoe", "千克标准油"),
    ),
    (
        ("emissions", "carbon dioxide equivalent"),
        (
            "吨二氧化碳当量",
            "1",
            "tCO₂e",
            "tco2-e tco2eq 吨co2e 吨co2当量 tonnes_co2e tonnes_of_co2e t_co2-eq",
            _BOTH,
        ),
        ("千克二氧化碳当量", "0.001", "kgCO₂e", "kgco2eq 千克co2e 公斤二氧化碳当量"),
        ("克二氧化碳当量", "0.000001", "gCO₂e", "gco2eq"),
    ),
    (
        ("emissions", "carbon dioxide"),
        ("吨二氧化碳", "1", "tCO₂", "吨co2 tonnes_co2 tonnes_of_co2", _BOTH),
        ("千克二氧化碳", "0.001", "kgCO₂", "千克co2 公斤二氧化碳"),
        ("克二氧化碳", "0.000001", "gCO₂", "克co2"),
    ),
    (
        ("physics", "sound level"),
        ("分贝", "1", "dB", "db(a) dba decibel decibels 分贝(a)"),
    ),
    (
        ("physics", "temperature"),
        ("摄氏度", "1", "°C", "degrees_celsius celsius"),
    ),
    (
        ("physics", "pressure"),
        ("帕", "1", "Pa", "帕斯卡 pascal pascals"),
        ("千帕", "1000", "kPa", "kilopascal"),
        ("兆帕", "1000000", "MPa", "megapascal"),
    ),
    (
        ("physics", "voltage"),
        ("伏", "1", "volts", "volt 伏特"),
        ("千伏", "1000", "kV", "kilovolt kilovolts"),
    ),
    (
        ("physics", "frequency"),
        ("赫兹", "1", "Hz", "赫 hertz"),
        ("千赫", "1000", "kHz", "千赫兹 kilohertz"),
        ("兆赫", "1000000", "MHz", "兆赫兹 megahertz"),
        ("吉赫", "1000000000", "GHz", "吉赫兹 gigahertz"),
    ),
    (
        ("data", "rate"),
        ("Kbps", "1", "Kbps", "kbit/s"),
        ("Mbps", "1000", "Mbps", "mbit/s 兆 兆比特每秒"),
        ("Gbps", "1000000", "Gbps", "gbit/s"),
        ("Tbps", "1000000000", "Tbps", "tbit/s"),
    ),
    (
        ("data", "data"),
        ("字节", "1", "bytes", "byte"),
        ("KB", "1000", "KB", "千字节 kilobyte kilobytes"),
        ("MB", "1000000", "MB", "兆字节 megabyte megabytes"),
        ("GB", "1000000000", "GB", "吉字节 gigabyte gigabytes"),
        ("TB", "1000000000000", "TB", "太字节 terabyte terabytes", _TEN_THOUSANDS),
        ("PB", "1000000000000000", "PB", "拍字节 petabyte petabytes"),
        ("EB", "1000000000000000000", "EB", "艾字节 exabyte exabytes"),
        ("ZB", "1000000000000000000000", "ZB", "泽字节 zettabyte zettabytes"),
        ("MiB", "1048576", "MiB", "mebibyte mebibytes"),
        ("GiB", "1073741824", "GiB", "gibibyte gibibytes"),
        ("TiB", "1099511627776", "TiB", "tebibyte tebibytes"),
    ),
    (
        ("data", "computing"),
        ("PFLOPS", "1", "PFLOPS", "petaflops pflop/s 每秒千万亿次 千万亿次/秒"),
        ("TFLOPS", "0.001", "TFLOPS", "teraflops tflop/s 每秒万亿次 万亿次/秒"),
        ("GFLOPS", "0.000001", "GFLOPS", "gigaflops gflop/s"),
        ("EFLOPS", "1000", "EFLOPS", "exaflops eflop/s 每秒百亿亿次 百亿亿次/秒"),
    ),
    (
        ("time", "hours"),
        ("小时", "1", "hours", "hour h hr hrs 个小时 钟头", _TEN_THOUSANDS),
        ("分钟", "1/60", "minutes", "minute min mins"),
        ("秒", "1/3600", "seconds", "second sec secs 秒钟"),
        ("毫秒", "1/3600000", "ms", "millisecond milliseconds"),
    ),
    (
        ("time", "天"),
        ("天", "1", "days", "day 日 自然日 calendar_day calendar_days"),
        ("周", "7", "weeks", "week 星期 个星期"),
    ),
    (
        ("time", "工作日"),
        ("工作日", "1", "working days", "working_day business_day business_days workdays 个工作日"),
    ),
    (
        ("time", "月"),
        ("月", "1", "months", "month 个月"),
        ("季度", "3", "quarters", "quarter 个季度"),
    ),
    (("time", "年"), ("年", "1", "years", "year")),
    (("time", "岁"), ("岁", "1", "years of age", "周岁 year_of_age years_old")),
    (("time", "课时"), ("课时", "1", "lessons", "lesson 节课 个课时", _TEN_THOUSANDS)),
    (("time", "学时"), ("学时", "1", "study hours", "study_hour 个学时", _TEN_THOUSANDS)),
    (
        ("work", "person-days"),
        (
            "人天",
            "1",
            "person-days",
            "人日 人·天 人·日 person-day person_days man-days man-day",
            _TEN_THOUSANDS,
        ),
    ),
    (
        ("work", "person-hours"),
        ("人时", "1", "person-hours", "人小时 工时 人·小时 person-hour man-hours man-hour", _TEN_THOUSANDS),
    ),
    (("work", "person-months"), ("人月", "1", "person-months", "人·月 person-month man-months man-month")),
    (
        ("work", "person-years"),
        ("人年", "1", "person-years", "人·年 person-year man-years man-year fte", _TEN_THOUSANDS),
    ),
    (("work", "machine shifts"), ("台班", "1", "machine shifts", "machine_shift", _TEN_THOUSANDS)),
    (("work", "machine hours"), ("台时", "1", "machine hours", "machine_hour", _TEN_THOUSANDS)),
    (("work", "bed-days"), ("床日", "1", "bed-days", "bed-day", _TEN_THOUSANDS)),
    (
        ("transport", "freight"),
        ("吨公里", "1", "tonne-km", "吨·公里 tkm tonne-kilometres tonne-kilometers ton-kilometers", _BOTH),
        ("吨海里", "1.852", "tonne-nautical miles", "吨·海里"),
    ),
    (
        ("transport", "passengers"),
        (
            "人公里",
            "1",
            "passenger-km",
            "人·公里 客公里 pkm passenger-kilometres passenger-kilometers",
            _BOTH,
        ),
    ),
    (
        ("transport", "vehicles"),
        ("车公里", "1", "vehicle-km", "车·公里 vkm vehicle-kilometres vehicle-kilometers", _BOTH),
    ),
    (("transport", "fibre"), ("芯公里", "1", "fibre-km", "纤芯公里 fiber-km", _BOTH)),
    (("transport", "lanes"), ("车道公里", "1", "lane-km", "lane-kilometres lane-kilometers", _TEN_THOUSANDS)),
    (("transport", "ship size"), ("载重吨", "1", "DWT", "deadweight_tonnes", _TEN_THOUSANDS)),
    (("transport", "gross tonnage"), ("总吨", "1", "gross tons", "gross_ton gross_tonnage", _TEN_THOUSANDS)),
)

SYMBOLS = {
    # Read by their case; None where the same letters in another case are eight times, a thousand times or a
    # thousand million times as much, so that nobody can be sure which is meant.
    "W": "瓦", "J": "焦耳", "V": "伏", "B": "字节", "ML": "兆升", "kL": "千升",
    "kt": "千吨", "Mt": "百万吨", "Gt": "十亿吨",
    "ktCO2e": "千吨二氧化碳当量", "MtCO2e": "百万吨二氧化碳当量", "GtCO2e": "十亿吨二氧化碳当量",
    "ktCO2": "千吨二氧化碳", "MtCO2": "百万吨二氧化碳", "GtCO2": "十亿吨二氧化碳",
    "Mtce": "百万吨标准煤", "ktoe": "千吨油当量", "Mtoe": "百万吨油当量",
    "Kb": None, "kb": None, "Mb": None, "Gb": None, "Tb": None, "Pb": None,
    "mW": None, "mWh": None, "Mg": None, "Ml": None, "mJ": None, "mPa": None, "mHz": None, "w": None, "b": None,
}  # fmt: skip

DENOMINATORS = {"d": "天", "a": "年", "yr": "年", "s": "秒", "capita": "人"}
"""Symbols of units that are too short to be read alone: t/d, kWh/a."""

EACH = {
    "人": "person", "个": "unit", "户": "household", "天": "day", "月": "month", "年": "year", "小时": "hour",
    "分钟": "minute", "秒": "second", "工作日": "working day", "周": "week", "家": "firm", "次": "time",
}  # fmt: skip
"""One of what the English name has several of, as a composite has it behind the stroke: kg/person."""

SPELLED = {"kmh": "公里/小时", "kph": "公里/小时", "mph": "英里/小时"}
"""Composites with a word of their own."""

SUBJECTS = {
    "money": ("资金", "money"), "share": ("比率、分值", "shares and scores"), "length": ("长度", "length"),
    "area": ("面积", "area"), "volume": ("体积", "volume"), "mass": ("重量", "mass"),
    "energy": ("能源", "energy"), "emissions": ("排放", "emissions"), "physics": ("物理量", "physical quantities"),
    "data": ("数据、算力", "data and computing"), "time": ("时间", "time"), "work": ("工作量", "work"),
    "transport": ("运输", "transport"), "counts": ("计数", "counts"), "composites": ("复合单位", "composites"),
    "own": ("本计划的单位", "the plan's own"),
}  # fmt: skip
"""What a unit is for, in both languages, as a list of units is divided."""
