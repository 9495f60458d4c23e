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
PHRASES = {
    "more": "Más: {command}",
    "and more": " y {number} más",
    "record": "El registro de este caso en el asiento {entry}.",
    # the question
    "put": "{title} se presentó ante {organ}{day}.",
    "organ": "{organ}",
    "no organ": "un órgano que ninguna fuente nombra",
    "no day": ", en un día que ninguna fuente indica",
    "one vote": "{number} voto",
    "votes": "{number} votos",
    "votes between": "de {low} a {high} votos",
    "votes not known": "un número desconocido de votos",
    "of those": " de los {needed} necesarios",
    "open": "Queda abierto si se aprueba: {votes} a favor{asked}.",
    "as reported": "El proyecto resulta {outcome}, según se informa.",
    "by this count": "Según este recuento, el proyecto resulta {outcome}: "
    "{votes} a favor{asked}{why}.",
    "decided alone": " Solo con lo ya decidido, resulta {outcome}.",
    "counted": "; se cuentan {base} miembros",
    "one left out": "Aquí se omite {number} votación más que los informes cuentan o prevén.",
    "left out": "Aquí se omiten {number} votaciones más que los informes cuentan o prevén.",
    # who says, stands and demands
    "as says": ", según {who}",
    "would spread": "Solo por pertenencia, esto se extendería a {names}, sin confirmar.",
    "is not among": "{names} no figura entre ellos.",
    "are not among": "{names} no figuran entre ellos.",
    "and": " y ",
    "seen": ", constatado {day}",
    "demand standing": "",
    "demand met": "; cumplido{end}",
    "demand refused": "; rechazado{end}",
    "demand dropped": "; retirado{end}",
    "demand former": "; ya no, según lo informado",
    # numbers
    "gave": "{outlets} dio {told} ({quantity})",
    "gave of several": "{outlets} dieron {told} ({quantity})",
    "denied": "{outlets} negó {told} ({quantity})",
    "denied of several": "{outlets} negaron {told} ({quantity})",
    "that is": ", es decir, {bound}",
    "published": ", publicado {day} sin día propio",
    "according to": ", según {who}",
    "differ": "; otras fuentes difieren para ese día",
    "one report": "un informe",
    "by": " según {who}",
    "facts have": "Para {quantity} {day}, los hechos incluidos dan ",
    # talks
    "talks": "Las conversaciones",
    "talks called": " llamadas {title}",
    "talks between": " entre {parties}",
    "began": " comenzaron o se constataron {day}",
    "no date": " no tienen fecha",
    "mediated": ", con la mediación {who}",
    "hosted": ", acogidas por {who}",
    # whether there is a deal
    "as it is": "todo como está",
    "asked": "{who} pidió {what}; {came}{so}{end}.",
    "offered": "{who} ofreció {what}; {came}{so}{end}.",
    "came agreed": "se acordó",
    "came refused": "se rechazó",
    "came lapsed": "caducó con las conversaciones",
    "came kept": "se cumplió",
    "came broken": "no se cumplió",
    "so says": ", según {who}",
    "came on": ", {day}",
    "can give": "Desde fuera de la sala, {who} puede dar: {options}.",
    "possible": "De {packages} paquetes, todas las partes podrían preferir {possible}, "
    "solo por los signos{ranges}.",
    "ranges": " y por los rangos supuestos",
    "impossible": "Ningún paquete podría ser preferido por todas las partes.",
    "needed": "Nada funciona sin {giver}, que da {options}.",
    "all supposed": "Todos estos valores son supuestos: {values}.",
    "blocked": "Con los valores supuestos no hay acuerdo; lo bloquea {who}.",
    "blocked by none": "Con los valores supuestos no hay acuerdo; nadie lo bloquea por sí solo.",
    "opening": "Lo abriría: «{words}»",
    "nash": "Con los valores supuestos, el paquete de Nash es {package}.",
    "withheld": "Si {who} no da nada, queda {left}.",
    "spoiled": "Si {who} impide lo que puede, queda {left}.",
    "no deal": "ningún acuerdo",
    # doubts
    "against that": "; frente a eso, ",
    "undecided": "Nadie ha decidido sobre {proposed} de las afirmaciones en que se basa esta nota; "
    "{others} están decididas o son hechos.",
    "doubts": "se muestra con estas reservas: {marks}.",
    "supposed": "Se supone, sin fuente alguna: {words}.",
    # changes
    "one report since": "{number} informe publicado desde entonces: {outlets}.",
    "reports since": "{number} informes publicados desde entonces: {outlets}.",
    "moved": "{now} Antes: {before}",
    "more moved": "{number} más cambiaron de posición desde entonces, antes que estos.",
    "count moved": "{title}: {now}; antes, {before}.",
    "no change": "El registro no contiene ningún cambio desde entonces.",
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
    (r"^Vote that needs (\d+)", r"Votación que requiere \1"),
    (r"^Vote to come", "Votación prevista"),
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
        r"the day of the last report\.",
        r"No se conoce el día; miembros, base y regla son los del \1, día del último informe.",
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
