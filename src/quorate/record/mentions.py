"""Who is named in the claims of a record, in how many, and in which?

Asked of a projection (`quorate.record.projections.MENTION`), so that of a large record only the
names are read, not the claims.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeAlias

from quorate.record import totals
from quorate.record.database import Row, one_of
from quorate.record.schema import STANDING
from quorate.record.taken import chunks

if TYPE_CHECKING:
    from quorate.record.actors import Naming
    from quorate.record.record import Record
    from quorate.record.store import Store
    from quorate.record.taken import Condition


def _each(table: str, column: str) -> str:
    """Return the question for the values of a column, one after another.

    Each is looked up by the one before, not found among all rows.
    """
    return (
        f"WITH RECURSIVE each(name) AS (SELECT min({column}) FROM {table} UNION ALL "
        f"SELECT (SELECT min({column}) FROM {table} WHERE {column} > each.name) FROM each "
        "WHERE each.name IS NOT NULL) SELECT name FROM each WHERE name IS NOT NULL"
    )


_EACH = _each("mention", "name")  # every name
Numbers: TypeAlias = tuple[str, str, str]  # a quantity, its scope and a day
AT_ONCE = 5_000  # phrases, targets and names of which one question asks
Stood: TypeAlias = tuple[str, tuple[str, str]]  # who, and on which issue: folded phrase and target


def names_told(store: Store, kinds: Sequence[str]) -> set[str]:
    """Return every name in claims of these kinds that stand."""
    of, values = one_of("m.kind", kinds)
    stand, further = one_of("m.status", STANDING)
    rows = store.database.rows(
        f"{_EACH} AND EXISTS "
        f"(SELECT 1 FROM mention AS m WHERE m.name = each.name AND {of} AND {stand})",
        [*values, *further],
    )
    return {row["name"] for row in rows}


def names_of(store: Store) -> list[str]:
    """Return every name in claims, whatever became of them."""
    return [row["name"] for row in store.database.rows(_EACH)]


def groups(store: Store, entry: int | None = None) -> list[str]:
    """Return every group in which a claim says that somebody is, whatever became of it."""
    if entry is not None:
        rows = store.database.rows(
            'SELECT DISTINCT own."group" AS name FROM membership AS own '
            "JOIN claim ON claim.id = own.id WHERE claim.entry <= ?",
            [entry],
        )
    else:
        rows = store.database.rows(_each("within", '"group"'))
    return [row["name"] for row in rows]


def organs_told(store: Store, groups: Iterable[str]) -> set[str]:
    """Return every organ of an occasion, and which of these groups, a report or person tells of."""
    organs = store.database.rows(
        "SELECT DISTINCT own.organ AS name FROM occasion AS own JOIN claim ON claim.id = own.id "
        "WHERE claim.origin <> 'facts' AND own.organ <> ''"
    )
    found = {row["name"] for row in organs}
    asked = sorted(groups)
    for start in range(0, len(asked), 500):
        where, values = one_of("group", asked[start : start + 500])
        rows = store.database.rows(
            f'SELECT DISTINCT "group" AS name FROM within WHERE {where} AND told = 1', values
        )
        found |= {row["name"] for row in rows}
    return found


def contested_groups(store: Store) -> list[str]:
    """Return every group of which a claim says that somebody is not in it, or is in doubt."""
    rows = store.database.rows(
        'SELECT DISTINCT "group" AS name FROM within WHERE negated = 1 '
        'UNION SELECT DISTINCT "group" AS name FROM within WHERE doubted = 1'
    )
    return [row["name"] for row in rows]


def within(groups: Sequence[str]) -> Condition:
    """Return the condition on memberships that they are of one of these groups."""
    where, values = one_of("group", groups)
    return f"SELECT DISTINCT id FROM within WHERE {where}", values


def several_numbers(record: Record) -> Condition:
    """Return the condition on figures that others of their quantity, scope and day differ."""
    where, values = narrowed(record)
    return f"SELECT DISTINCT id FROM several WHERE {where}", values


def numbers_apart(record: Record) -> list[Row]:
    """Return the numbers of which others of their quantity, scope and day may differ.

    Each with its report, if it comes from one, and its status.
    """
    where, values = narrowed(record)
    return record.store.database.rows(
        f"SELECT * FROM several WHERE {where} ORDER BY quantity, scope, seen", values
    )


def numbers_of(several: Sequence[Numbers]) -> Condition:
    """Return the condition on figures that they are of one of these quantities, scopes and days."""
    if not several:
        return "SELECT DISTINCT id FROM counted WHERE 1 = 0", ()
    signs = ", ".join(["(?, ?, ?)"] * len(several))
    return (
        f"SELECT DISTINCT id FROM (WITH asked(quantity, scope, seen) AS (VALUES {signs}) "
        "SELECT c.id FROM asked CROSS JOIN counted AS c WHERE c.quantity = asked.quantity "
        "AND c.scope = asked.scope AND c.seen = asked.seen) AS near",
        tuple(value for numbers in several for value in numbers),
    )


def phrases(store: Store) -> list[str]:
    """Return every phrase, folded, on which a claim says that somebody stands."""
    return [row["name"] for row in store.database.rows(_each("stand", "phrase"))]


def issues_told(store: Store) -> list[tuple[str, str]]:
    """Return every phrase, folded, with each target on which a claim says that somebody stands."""
    return _pairs(store, "stand", "phrase", "target")


def quantities_told(store: Store) -> list[tuple[str, str]]:
    """Return every quantity with each scope of which a number is given."""
    return _pairs(store, "figure", "quantity", "scope")


def _pairs(store: Store, table: str, one: str, other: str) -> list[tuple[str, str]]:
    """Return the values of two columns that an index begins with, each pair once.

    Each is looked up by the one before, not found among all rows.
    """
    rows = store.database.rows(
        f"{_each(table, one).rpartition(' SELECT ')[0]}, told(one, other) AS ("
        f"SELECT name, (SELECT min(s.{other}) FROM {table} AS s WHERE s.{one} = each.name) "
        "FROM each WHERE name IS NOT NULL UNION ALL "
        f"SELECT one, (SELECT min(s.{other}) FROM {table} AS s WHERE s.{one} = told.one "
        f"AND s.{other} > told.other) FROM told WHERE other IS NOT NULL) "
        "SELECT one, other FROM told WHERE other IS NOT NULL"
    )
    return [(row["one"], row["other"]) for row in rows]


def phrased(folded: Iterable[str]) -> Condition:
    """Return the condition on positions that their phrase, folded, is one of these."""
    where, values = one_of("phrase", sorted(folded))
    return f"SELECT DISTINCT id FROM stand WHERE {where}", values


def stood_last(record: Record, phrase: str, most: int, targets: Collection[str] = ()) -> list[Row]:
    """Return who stood last on what: name, phrase, target and day of dated positions.

    Args:
        record: the record, with its filters.
        phrase: only where the phrase, folded, holds this.
        most: how many.
        targets: if given, only toward somebody by one of these names.
    """
    stand, values = _by_then(record, "starts")
    asked, told = [stand, "starts <> ''", "name <> ''"], [*values]
    if phrase:
        on, wanted = one_of("phrase", [p for p in phrases(record.store) if phrase in p])
        asked.append(on)
        told += wanted
    if targets:
        toward, wanted = one_of("target", sorted(targets))
        asked.append(toward)
        told += wanted
    return record.store.database.rows(
        f"SELECT phrase, target, name, starts FROM stand WHERE {' AND '.join(asked)} "
        "ORDER BY starts DESC LIMIT ?",
        [*told, most],
    )


def stands_of(record: Record, naming: Naming, wanted: Iterable[Stood]) -> Condition:
    """Return the condition on positions that they are those of these actors on these issues."""
    stood, values = _stood(_told_so(record, naming, wanted), "s.id")
    return f"SELECT DISTINCT id FROM ({stood}) AS stood", values


def rows_of(record: Record, naming: Naming, wanted: Iterable[Stood]) -> dict[Stood, list[Row]]:
    """Return what the store keeps of the positions of these actors on these issues.

    Rows of `quorate.record.projections.STAND`, of claims that stand and were made by the record's
    date and published as it is seen; those that have ended are among them.
    """
    where, values = _by_then(record, "seen")
    found: dict[Stood, list[Row]] = defaultdict(list)
    told = _told_so(record, naming, wanted)
    for start in range(0, len(told), AT_ONCE):
        stood, those = _stood(told[start : start + AT_ONCE], "s.*")
        for row in record.store.database.rows(
            f"SELECT * FROM ({stood}) AS stood WHERE {where}", [*those, *values]
        ):
            target = naming.one(row["target"]) if row["target"] else ""
            found[naming.one(row["name"]), (row["phrase"], target)].append(row)
    return found


def _told_so(record: Record, naming: Naming, wanted: Iterable[Stood]) -> list[tuple[str, str, str]]:
    """Return phrase, target and name by which claims tell of these actors on these issues."""
    return sorted(
        (phrase, meant, name)
        for actor, (phrase, target) in wanted
        for meant in (naming.names(record.store, target) if target else [""])
        for name in naming.names(record.store, actor)
    )


def _stood(told: Sequence[tuple[str, str, str]], what: str) -> Condition:
    """Return the question for the rows of `STAND` of these phrases, targets and names."""
    signs = ", ".join(["(?, ?, ?)"] * len(told)) or "(NULL, NULL, NULL)"
    return (
        f"WITH asked(phrase, target, name) AS (VALUES {signs}) "
        f"SELECT {what} FROM asked CROSS JOIN stand AS s WHERE s.phrase = asked.phrase "
        "AND s.target = asked.target AND s.name = asked.name",
        tuple(value for row in told for value in row),
    )


def _by_then(record: Record, day: str) -> Condition:
    """Return the condition on rows that stand, were made by the date and published as seen."""
    where, values = one_of("status", record.standing)
    asked, told = [where], [*values]
    if record.on_date:
        asked.append(f"{day} <= ?")
        told.append(record.on_date)
    if record.known_by:
        asked.append("known <= ?")
        told.append(record.known_by)
    return " AND ".join(asked), tuple(told)


def stands_on(
    record: Record, naming: Naming, issues: Iterable[tuple[str, str]],
    stances: Sequence[str] = (),
) -> Condition:  # fmt: skip
    """Return the condition on positions that they are on these issues, whoever takes them.

    If stances are given, the stance is one of these.
    """
    rows = sorted(
        (phrase, meant)
        for phrase, target in issues
        for meant in (naming.names(record.store, target) if target else [""])
    )
    if not rows:
        return "SELECT DISTINCT id FROM stand WHERE 1 = 0", ()
    signs = ", ".join(["(?, ?)"] * len(rows))
    only, told = one_of("s.stance", stances) if stances else ("1 = 1", ())
    return (
        f"SELECT DISTINCT id FROM (WITH asked(phrase, target) AS (VALUES {signs}) "
        "SELECT s.id FROM asked CROSS JOIN stand AS s WHERE s.phrase = asked.phrase "
        f"AND s.target = asked.target AND {only}) AS stood",
        (*(value for row in rows for value in row), *told),
    )


def stands_in(stances: Sequence[str]) -> Condition:
    """Return the condition on positions that their stance is one of these."""
    where, values = one_of("stance", stances)
    return f"SELECT DISTINCT id FROM stand WHERE {where}", values


def disputed_stands(store: Store) -> bool:
    """Is there a position whose source says of itself that another contradicts it?"""
    return bool(store.database.value("SELECT id FROM stand WHERE special IN (2, 3) LIMIT 1"))


def naming(names: Iterable[str], kind: str) -> Condition:
    """Return the condition on claims of a kind that they name somebody by one of these names."""
    named, values = one_of("name", sorted(names))
    return f"SELECT DISTINCT id FROM mention WHERE {named} AND kind = ?", (*values, kind)


def named_last(record: Record, names: Iterable[str], kind: str, most: int) -> tuple[Condition, int]:
    """Return the condition on the last claims that name somebody, and how many there are in all.

    Those without a date are last, and are all among them.
    """
    of, called = one_of("name", sorted(names))
    stand, values = narrowed(record)
    where, told = f"{of} AND kind = ? AND {stand}", (*called, kind, *values)
    by_day = record.store.database.rows(
        f"SELECT starts, count(DISTINCT id) AS n FROM mention WHERE {where} GROUP BY starts", told
    )
    number, first = 0, "~"
    for row in sorted(by_day, key=lambda r: (not r["starts"], r["starts"]), reverse=True):
        if number >= most:
            break
        number += row["n"]
        first = row["starts"] or first
    near = f"SELECT DISTINCT id FROM mention WHERE {where} AND (starts >= ? OR starts = '')"
    return (near, (*told, first)), sum(row["n"] for row in by_day)


def done_between(record: Record, names: Iterable[str], first: str, last: str) -> list[Row]:
    """Return who by these names took part in what was done on these days, as the record is seen.

    Each with name, id and day (``starts``) of the claim, and its report.
    """
    # Found by their days, of which there are few: by names it would be all that these ever did.
    wanted, values = one_of("name", sorted(names))
    wanted = wanted.replace('"name"', "name || ''")
    stand, told = narrowed(record)
    return record.store.database.rows(
        "SELECT m.name, m.id, m.starts, d.report FROM (SELECT name, id, starts FROM mention "
        f"WHERE starts >= ? AND starts <= ? AND {wanted} "
        f"AND kind = 'act' AND {stand}) AS m CROSS JOIN done AS d "
        "WHERE d.id = m.id AND d.starts = m.starts AND d.standing = 'done'",
        [first, last, *values, *told],
    )


def acts_of_reports(store: Store, reports: Sequence[str]) -> list[str]:
    """Return the ids of the acts of which these reports tell, whatever became of them."""
    found: list[str] = []
    for some in chunks(list(reports)):
        where, values = one_of("report", some)
        asked = f"SELECT id FROM claim WHERE {where} AND kind || '' = 'act'"
        found += [row["id"] for row in store.database.rows(asked, values)]
    return found


def among_ids(ids: Sequence[str]) -> Condition:
    """Return the condition on claims that they are these."""
    signs = ", ".join(["(?)"] * len(ids)) or "(NULL)"
    return (
        f"SELECT DISTINCT id FROM (WITH asked(id) AS (VALUES {signs}) "
        "SELECT id FROM asked) AS near",
        tuple(ids),
    )


def named_among(near: Condition, names: Iterable[str]) -> Condition:
    """Return the condition on claims that they are near and name somebody by one of these names."""
    wanted, values = one_of("name", sorted(names))
    return (
        f"SELECT DISTINCT id FROM ({near[0]}) AS near WHERE EXISTS "
        f"(SELECT 1 FROM mention WHERE mention.id = near.id AND {wanted})",
        (*near[1], *values),
    )


def counted(record: Record, naming: Naming, only: Iterable[str] | None = None) -> dict[str, int]:
    """Return in how many claims that hold each actor is named, by its one id.

    Membership of a body that no report tells of is no mention.

    Args:
        record: the record.
        naming: what names mean in it.
        only: the actors asked for; None: all.
    """
    found: dict[str, int] = defaultdict(int)
    several: dict[str, list[str]] = defaultdict(list)
    where, values = narrowed(record)
    for name, number in _named(record, naming, only):
        one = naming.one(name)
        found[one] += number
        several[one].append(name)
    for one, names in several.items():
        if len(names) > 1:  # a claim that names somebody twice names him once
            named, wanted = one_of("name", names)
            twice = record.store.database.value(
                f"SELECT sum(n - 1) FROM (SELECT count(*) AS n FROM mention WHERE {named} "
                f"AND listed = 0 AND {where} GROUP BY id) AS each",
                [*wanted, *values],
            )
            found[one] -= int(twice or 0)
    return found


def _named(record: Record, naming: Naming, only: Iterable[str] | None) -> Iterator[tuple[str, int]]:
    """Yield each name with the number of claims that name somebody so."""
    if only is None and as_now(record):
        yield from totals.named(record.store.database, record.on_date).items()
        return
    where, values = narrowed(record)
    if only is not None:
        of, names = one_of("name", sorted(naming.names(record.store, *only)))
        where, values = f"{of} AND {where}", (*names, *values)
    for row in record.store.database.rows(
        f"SELECT name, count(*) AS n FROM mention WHERE listed = 0 AND {where} GROUP BY name",
        values,
    ):
        yield row["name"], row["n"]


def as_now(record: Record) -> bool:
    """Is the record seen as the totals count it: what stands now, whenever it was published?"""
    usual = set(record.standing) == set(STANDING)
    return record.entry is None and record.known_by is None and usual


def narrowed(record: Record) -> Condition:
    """Return the condition on rows of a projection that their claims stand, as the record is seen.

    Of a record as it was at an entry of the ledger there is none: its statuses are past.
    """
    assert record.entry is None
    where, values = one_of("status", record.standing)
    asked: list[str] = [where]
    told: list[str] = list(values)
    if record.on_date:
        asked.append("starts <= ? AND (until IS NULL OR until > ?)")
        told += [record.on_date, record.on_date]
    if record.known_by:
        asked.append("known <= ?")
        told.append(record.known_by)
    return " AND ".join(asked), tuple(told)
