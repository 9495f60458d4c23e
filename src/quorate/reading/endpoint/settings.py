"""Which model did the user name, where does it answer, and what may it cost?

Models stand in a file of the user's own, ``readers.toml``, never in a case: a case is handed on,
and an address in it would be chosen by whoever sent it. The key to a model is never in the file
either; the file names the variable of the environment that holds it.
"""

from __future__ import annotations

import ipaddress
import re
from collections.abc import Mapping
from pathlib import Path
from typing import Literal, TypeAlias
from urllib.parse import SplitResult, urlsplit

import msgspec

from quorate.claims.claim import OWN_READERS
from quorate.claims.problem import Unusable, one_of

Form: TypeAlias = Literal["json_schema", "json_object", "text"]

_NAME = re.compile(r"[a-z][a-z0-9_-]{0,39}")
_MODEL = re.compile(r"[\w.:/@+-]{1,120}")
_VARIABLE = re.compile(r"[A-Z_][A-Z0-9_]*")
_HEADER = re.compile(r"[\x21-\x7e]+")


class Settings(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A model that the user named, and the limits within which it is asked.

    Attributes:
        name: how commands call it.
        address: of an endpoint that speaks the chat protocol of OpenAI, as
            ``http://127.0.0.1:8080/v1``; ``/chat/completions`` is added.
        model: the model's name there.
        key: the variable of the environment that holds the key; empty: none is sent.
        form: how an answer's form is asked for; empty: the strictest that the server takes.
        passage: code points of a report that are asked about at once, at most.
        answer: tokens of one answer, at most.
        seconds: that one request may take.
        total_seconds: that all requests of one run may take.
        tokens: that all requests of one run may take, in and out; None: no limit.
        price_in, price_out: of a million tokens in and out, in the user's money.
        cost: of one run at most, in the same money; None: no limit.
        retries: further tries where a server is busy or the connection fails.
        at_once: requests under way at once.
    """

    name: str
    address: str
    model: str
    key: str = ""
    form: Form | Literal[""] = ""
    passage: int = 1500
    answer: int = 2000
    seconds: float = 60.0
    total_seconds: float = 3600.0
    tokens: int | None = None
    price_in: float = 0.0
    price_out: float = 0.0
    cost: float | None = None
    retries: int = 4
    at_once: int = 1

    @property
    def reader(self) -> str:
        """Return what its claims name as their reader."""
        return f"{self.name} {self.model}"

    @property
    def local(self) -> bool:
        """Does it answer on this machine, so that nothing leaves it?"""
        host = urlsplit(self.address).hostname or ""
        try:
            return ipaddress.ip_address(host).is_loopback
        except ValueError:
            return host == "localhost"

    def secret(self, environment: Mapping[str, str]) -> str:
        """Return the key, or empty text if none is needed.

        Raises:
            Unusable: the variable is not set, or no key can be written like that.
        """
        if not self.key:
            return ""
        found = environment.get(self.key, "").strip()
        if not found:
            raise Unusable(
                f"The reader {self.name} needs its key in the variable {self.key}, which is not "
                f"set; set it, or leave key out if {self.address} asks for none."
            )
        if not _HEADER.fullmatch(found):
            raise Unusable(
                f"What stands in the variable {self.key} is no key: it holds blanks or letters "
                "that no header can carry; set it anew."
            )
        return found


class _File(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    reader: tuple[Settings, ...] = ()


def read_settings(path: Path) -> dict[str, Settings]:
    """Which models does the user's file name?

    Args:
        path: ``readers.toml``; if it is not there, no model is named.

    Raises:
        Unusable: the file cannot be read, or a setting cannot be meant so.
    """
    try:
        found = msgspec.toml.decode(path.read_bytes(), type=_File)
    except FileNotFoundError:
        return {}
    except msgspec.ValidationError as error:
        raise Unusable(
            f"{path}: {error}; of a [[reader]] the keys are "
            f"{one_of(Settings.__struct_encode_fields__)}."
        ) from None
    except (msgspec.DecodeError, UnicodeDecodeError, OSError) as error:
        raise Unusable(f"{path} cannot be read as TOML ({error}); mend it.") from None
    named: dict[str, Settings] = {}
    for each in found.reader:
        if fault := _fault(each) or (each.name in named and "its name stands there twice; give it "
                                     "another"):  # fmt: skip
            raise Unusable(f"{path}: the reader {each.name!r} cannot be used: {fault}.")
        named[each.name] = each
    return named


def _fault(each: Settings) -> str:
    """Return what is wrong with a setting, and what to do; empty text if nothing is."""
    if not _NAME.fullmatch(each.name) or each.name in OWN_READERS:
        return (
            "its name must begin with a small letter, have nothing but small letters, digits, _ "
            f"and -, and not be {one_of(OWN_READERS)}; give it another"
        )
    if not _MODEL.fullmatch(each.model):
        return "its model is no name that a server could have; write it as the server lists it"
    if each.key and not _VARIABLE.fullmatch(each.key):
        return (
            "its key must be the name of a variable of the environment, in capitals; "
            "take the key itself out of the file, and put it into that variable"
        )
    positive = ("passage", "answer", "seconds", "total_seconds", "at_once")
    if wrong := [n for n in positive if not 0 < getattr(each, n) < 1e9]:
        return f"its {one_of(wrong)} must be more than nothing; mend it"
    limits = ("tokens", "cost", "price_in", "price_out", "retries")
    if wrong := [n for n in limits if not 0 <= (getattr(each, n) or 0) < 1e15]:
        return f"its {one_of(wrong)} cannot be less than nothing; mend it"
    if each.cost is not None and not (each.price_in or each.price_out):
        return "its cost cannot be kept without prices; give price_in and price_out"
    return _address_fault(each)


def _address_fault(each: Settings) -> str:
    try:
        url: SplitResult = urlsplit(each.address)
        usable = url.scheme in ("http", "https") and bool(url.hostname) and url.port != 0
    except ValueError:
        return "its address is none; write it as http://127.0.0.1:8080/v1"
    if not usable or url.query or url.fragment or each.address != each.address.strip():
        return "its address is none; write it as http://127.0.0.1:8080/v1"
    if url.username or url.password:
        return "its address holds a name or password; put the key into a variable, and name it"
    if url.scheme == "http" and each.key and not each.local:
        return "its key would cross the network unencrypted; write the address with https"
    return ""
