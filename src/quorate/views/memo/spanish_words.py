"""Which words does a memo in Spanish put for ours?

Tables alone. Those of pairs hold an expression and what stands for it; only our own words are among
them, never those of reports.
"""

from __future__ import annotations

MONTHS = (
    "enero", "febrero", "marzo", "abril", "mayo", "junio", "julio", "agosto", "septiembre",
    "octubre", "noviembre", "diciembre",
)  # fmt: skip

HEADINGS = {
    "question": "La cuestión",
    "changes": "Qué ha cambiado desde {}",
    "happened": "Qué ocurrió",
    "said": "Quién dijo qué",
    "stands": "Posiciones",
    "numbers": "Cifras",
    "talks": "Conversaciones",
    "conflicts": "En qué discrepan las fuentes",
    "assumptions": "Supuestos y reservas",
    "open": "No realizado: previsto, posible, presunto, amenazado",
    "undated": "Sin fecha o sin decidir",
    "notes": "Notas",
    "sources": "Fuentes",
}
LABELS = {
    "again": "Para elaborarla de nuevo:",
    "built": "Número de reconstrucción",
    "head": "cabeza de los veredictos",
    "doubt": "Reserva",
    "memo": "Nota",
    "undated": "sin fecha",
    "decided": "Decidido",
    "with_proposals": "Con propuestas",
    "alike": "Decidido y propuesto por igual",
    "page": "Página {} de {}",
    "source": "Fuente",
    "published": "Publicado",
    "kept": "Conservado como",
    "in notes": "Notas",
}
STATES = {
    "official": "hecho oficial",
    "proposed": "propuesto, nadie ha decidido",
    "accepted": "aceptado",
    "rejected": "rechazado",
    "deprecated": "retirado",
    "replaced": "sustituido",
    "withdrawn": "una corrección retirada",
    "superseded": "superado por una lectura nueva",
    "supposed": "supuesto",
    "derived": "derivado",
}
OUTCOMES = {"adopted": "aprobado", "not adopted": "no aprobado", "open": "abierto"}
STANDINGS = {
    "planned": "previsto", "possible": "posible", "alleged": "presunto",
    "threatened": "amenazado", "not done": "no realizado",
}  # fmt: skip

# The article before a name of an organ or organisation, by the name's first word.
ARTICLES = {
    **dict.fromkeys(
        ("Agencia", "Alianza", "Asamblea", "Asociación", "Autoridad", "Comisión", "Comunidad",
         "Conferencia", "Confederación", "Corporación", "Corte", "Federación", "Junta", "Liga",
         "Mancomunidad", "Mesa", "Misión", "Oficina", "Orden", "Organización", "Plataforma",
         "Reunión", "Secretaría", "Unión"),
        "la",
    ),
    **dict.fromkeys(
        ("Alto", "Banco", "Club", "Comité", "Congreso", "Consejo", "Diálogo", "Fondo", "Foro",
         "Gobierno", "Grupo", "Mecanismo", "Mercado", "Movimiento", "Nuevo", "Organismo", "Pacto",
         "Parlamento", "Proceso", "Programa", "Sistema", "Tratado", "Tribunal"),
        "el",
    ),
    "gobierno": "el",
    "Naciones": "las",
    "miembros": "los",
}  # fmt: skip

# Each type of act: infinitive, past of one and of several, what stands before whom it is done to.
DID: dict[str, tuple[str, str, str, str]] = {
    "AGREE": ("llegar a un acuerdo", "llegó a un acuerdo", "llegaron a un acuerdo", "con"),
    "CONSULT": ("conversar", "conversó", "conversaron", "con"),
    "SUPPORT": ("dar su apoyo", "dio su apoyo", "dieron su apoyo", "a"),
    "COOPERATE": ("cooperar", "cooperó", "cooperaron", "con"),
    "AID": ("enviar ayuda", "envió ayuda", "enviaron ayuda", "a"),
    "CONCEDE": ("hacer una concesión", "hizo una concesión", "hicieron una concesión", "a"),
    "RETREAT": ("retroceder", "retrocedió", "retrocedieron", "ante"),
    "INVESTIGATE": ("investigar", "investigó", "investigaron", "a"),
    "DEMAND": ("presentar una exigencia", "presentó una exigencia", "presentaron una exigencia",
               "a"),
    "DISAPPROVE": ("criticar", "expresó críticas", "expresaron críticas", "a"),
    "REJECT": ("negarse", "se negó", "se negaron", "ante"),
    "THREATEN": ("amenazar", "amenazó", "amenazaron", "a"),
    "PROTEST": ("protestar", "protestó", "protestaron", "contra"),
    "SANCTION": ("tomar medidas", "tomó medidas", "tomaron medidas", "contra"),
    "MOBILIZE": ("movilizarse", "se movilizó", "se movilizaron", "contra"),
    "COERCE": ("ejercer coacción", "ejerció coacción", "ejercieron coacción", "contra"),
    "ASSAULT": ("usar la violencia", "usó la violencia", "usaron la violencia", "contra"),
    "CRIME": ("cometer un delito", "cometió un delito", "cometieron un delito", "contra"),
    "MEDIATE": ("mediar", "medió", "mediaron", "con"),
    "VOTE": ("votar", "votó", "votaron", "sobre"),
    "ELECTION": ("concurrir a una elección", "concurrió a una elección",
                 "concurrieron a una elección", "con"),
    "OTHER": ("actuar", "actuó", "actuaron", "respecto de"),
    "ABSENT": ("ausentarse", "se ausentó", "se ausentaron", "de"),
}  # fmt: skip

# Each type of occasion, and whether the noun is feminine.
OCCASIONS = {
    "meeting": ("reunión", True), "session": ("sesión", True), "draft": ("proyecto", False),
    "statement": ("declaración", True), "talks": ("ronda de conversaciones", True),
    "round": ("ronda", True), "election": ("elección", True), "measure": ("medida", True),
}  # fmt: skip

# Each stance: of one, of several, and what stands before what or whom it is on.
STANCES: dict[str, tuple[str, str, str]] = {
    "supports": ("apoya", "apoyan", ""),
    "conditionally_supports": ("apoya con condiciones", "apoyan con condiciones", ""),
    "recognises": ("reconoce", "reconocen", ""),
    "accepts": ("acepta", "aceptan", ""),
    "welcomes": ("acoge con satisfacción", "acogen con satisfacción", ""),
    "endorses": ("respalda", "respaldan", ""),
    "favours": ("favorece", "favorecen", ""),
    "agrees": ("está de acuerdo", "están de acuerdo", "con"),
    "calls_for": ("pide", "piden", ""),
    "urges": ("insta", "instan", "a"),
    "demands": ("exige", "exigen", ""),
    "drops_demand": ("ya no exige", "ya no exigen", ""),
    "opposes": ("se opone", "se oponen", "a"),
    "conditionally_opposes": ("se opone con condiciones", "se oponen con condiciones", "a"),
    "rejects": ("rechaza", "rechazan", ""),
    "condemns": ("condena", "condenan", ""),
    "accuses": ("acusa", "acusan", "a"),
    "criticises": ("critica", "critican", ""),
    "warns_against": ("advierte", "advierten", "contra"),
    "denies": ("niega", "niegan", ""),
    "declines": ("declina", "declinan", ""),
    "objects": ("objeta", "objetan", ""),
    "does_not_recognise": ("no reconoce", "no reconocen", ""),
    "does_not_support": ("no apoya", "no apoyan", ""),
    "does_not_accept": ("no acepta", "no aceptan", ""),
    "abstains": ("se abstiene", "se abstienen", "en"),
    "neutral": ("no toma partido", "no toman partido", "sobre"),
    "undecided": ("no se ha decidido", "no se han decidido", "sobre"),
    "divided": ("muestra división", "muestran división", "sobre"),
}

QUANTITIES = {
    "deaths": "muertes", "injured": "heridos", "detained": "detenidos", "arrests": "detenciones",
    "displaced": "desplazados", "abductions": "secuestros", "protesters": "manifestantes",
    "hostages": "rehenes", "countries recognising": "países que reconocen",
}  # fmt: skip
ROLES = {
    "member": "miembro", "associate": "asociado", "observer": "observador",
    "signatory": "signatarios", "participant": "participantes", "mediator": "mediadores",
    "host": "anfitriones", "holder": "titular", "absent": "ausentes", "suspended": "suspendidos",
    "declined": "no aceptaron",
}  # fmt: skip

# The display of a count.
COUNTED = (
    (r"^needed ", "necesarios "), (r"^reported ", "comunicados "), (r"^by name ", "por nombre "),
    (r"^firm (\d+), leaning (\d+), unknown (\d+)", r"firmes \1, inclinados \2, desconocidos \3"),
    (r"more than ", "más de "), (r"at least ", "al menos "), (r" of (?=\d)", " de "),
    (r"(\d+) named", r"\1 nombrados"), (r"(\d+) by elimination", r"\1 por eliminación"),
    (r"(\d+) supposed", r"\1 supuestos"), (r"\bnot adopted", "no aprobado"),
    (r"\badopted", "aprobado"), (r"^open\b", "abierto"),
    (r"short (?:of|de) 1\b", "falta 1"), (r"short (?:of|de) ", "faltan "),
    (r"(\d+) to (\d+) in favour", r"de \1 a \2 a favor"), (r"(\d+) to (\d+)", r"\1 a \2"),
    (r"none to spare", "sin margen"), (r"(\d+) to spare", r"\1 de margen"),
    (r"as reported", "según lo comunicado"), (r"the rule is not known", "no se conoce la regla"),
    (r"no quorum", "sin quórum"),
    (r" against\b", " en contra"), (r" abstaining\b", " abstenciones"), (r" absent\b", " ausentes"),
)  # fmt: skip

UNTITLED = (
    (r"^Untitled draft", "Proyecto sin título"), (r"^Vote of (\d+) to ", r"Votación de \1 a "),
    (r"^Vote with (\d+) in favour", r"Votación con \1 a favor"),
)  # fmt: skip

SIDES = (
    (r"\bnot adopted", "no aprobado"), (r"\badopted", "aprobado"), (r"\bpending", "pendiente"),
    (r"(\d+) yes", r"\1 a favor"), (r"(\d+) no\b(?! apro)", r"\1 en contra"),
    (r"(\d+) abstain", r"\1 abstenciones"), (r"(\d+) absent", r"\1 ausentes"),
    (r"(\d+) members counted", r"\1 miembros contados"), (r" counted$", " contados"),
    (r" by name$", " por nombre"), (r"(\d+) in all", r"\1 en total"),
    (r"^(\d+) named: ", r"\1 nombrados: "), (r", according to the source$", ", según la fuente"),
    (r", according to ", ", según "), (r"^not ", "no "), (r" since (?=\d)", " desde "),
    (r" until (?=\d)", " hasta "), (r"^yes$", "a favor"), (r"^no$", "en contra"),
    (r"^abstain$", "abstención"), (r"^absent$", "ausente"),
)  # fmt: skip

ASSUMED = (
    (r"The matter is not known: (.*)\.", r"No se conoce la materia: \1."),
    (
        r"Its day is not known; members, base and rule are those of ([\d-]+), "
        r"when it was reported\.",
        r"No se conoce el día; miembros, base y regla son los del \1, cuando se informó.",
    ),
    (
        r"Nobody is excluded, though a rule excludes: (.*)\.",
        r"Nadie queda excluido, aunque una regla excluye: «\1».",
    ),
    (
        r"The outcome is as reported; the numbers known do not settle it\.",
        "El resultado es el comunicado; los números conocidos no lo determinan.",
    ),
    (
        r"The count was reported before what is supposed; it is bounded accordingly\.",
        "El recuento se comunicó antes de lo supuesto; se acota en consecuencia.",
    ),
    (r"The base of (\d+) is reported\.", r"La base de \1 es la comunicada."),
    (
        r"The base of (\d+) is those listed that day\.",
        r"La base de \1 son los inscritos ese día.",
    ),
    (
        r"Of the (\d+) rules of (.*), those count that ask for (\d+) votes, as reported\.",
        r"De las \1 reglas de «\2» cuentan las que piden \3 votos, según lo comunicado.",
    ),
)

MARKS = (
    (r"proposed", "propuesto"), (r"worked out", "calculado"), (r"undated", "sin fecha"),
    (r"disputed", "discutido"), (r"supposed", "supuesto"), (r"conflict", "conflicto"),
    (r"names incomplete: (\d+) of (\d+)", r"nombres incompletos: \1 de \2"),
    (r"rule: (.*)", r"regla: «\1»"), (r"base: (.*)", r"base: «\1»"),
    (r"the rule is not known", "no se conoce la regla"),
    (r"The members named do not fit into the count, which is left out",
     "los miembros nombrados no caben en el recuento, que se deja fuera"),
)  # fmt: skip

ORIGINS = (
    (r", undated,", ", sin fecha,"), (r"^outlet not known,", "medio desconocido,"),
    (r"\(worked out\)", "(calculado)"), (r"^supposed: ", "supuesto: "),
    (r"^derived by elimination", "derivado por eliminación"),
    (r"^derived by ", "derivado por "), (r" from (\d+) claims?$", r" de \1 afirmaciones"),
)  # fmt: skip
