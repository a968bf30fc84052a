"""What the channels of an operator's first hour say. All of it is invented, after the manner of September 2022."""

from __future__ import annotations

HARBOUR, STEPPE, SPOKESMAN, CHECKERS = "Портовий вісник", "Голос степи", "Рупор Арбата", "Перевірка слова"

SHIPS = ("Ластівка", "Чайка", "Надія", "Світанок", "Полісся", "Дністер", "Оріон", "Карпати", "Мрія", "Обрій")
CARGO = ("кукурудзи", "пшениці", "ячменю", "ріпаку", "соняшникової олії")
PORTS = ("Чорноморськ", "Південний", "Одеса")

# What the claim sounded like in the weeks before; the first word of each line tells them apart.
CLAIMS = (
    "Африка ждёт, а украинское зерно кормит сытую Европу. Вот и вся гуманитарная миссия.",
    "Хто що каже, а зерно годує Європу, не голодних. Так кажуть у порту.",
    "Посчитали за вас: это зерно кормит Европу, а не бедные страны. Из десяти судов девять ушли не в Африку.",
    "Grain feeds Europe, Africa gets the speeches. Count the ships.",
)

STATEMENT = "Заявление: вывезенное зерно кормит Европу и богатых трейдеров. До голодающих стран не доходит ничего."
RETYPED = "Люди пишуть: наше зерно годує Європу, а бідним країнам лишаються обіцянки. Думайте самі."
DEAL = "Зернова угода була обманом від першого дня: кораблі йдуть не туди, де голод. Про це мовчать."
EXCHANGE = (
    "📈 Біржа за тиждень: пшениця подорожчала на 2 %, зернова угода триває, попит стриманий.",
    "📉 На біржі без подій. Учасники ринку чекають, чи подовжать зернову угоду; кукурудза без змін.",
)
UNSTORED = "Сьогодні в ефірі: чому їхнє зерно годує Європу, а не тих, хто голодує. Початок о дев'ятій."


def harbour_news(number: int) -> str:
    """Return one of many posts about ships with grain."""
    ship, cargo, port = SHIPS[number % len(SHIPS)], CARGO[number % len(CARGO)], PORTS[number % len(PORTS)]
    return f"🚢 Судно «{ship}-{number}» із зерном вийшло з порту {port}. На борту {11 + number} тис. тонн {cargo}."
