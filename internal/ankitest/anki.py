"""What the real Anki makes of files: anki.py COLLECTION import|merge [FILE...] | change STATEMENTS | export FORMAT FILE.

COLLECTION is made when it is missing. The answer of import is one JSON object on stdout.
"""

import json
import os
import re
import sys

from anki.collection import (
    Collection,
    ExportAnkiPackageOptions,
    ImportAnkiPackageOptions,
    ImportAnkiPackageRequest,
    ImportCsvRequest,
)
from anki.errors import AnkiException

LOST = ("missing_notetype", "missing_deck", "empty_first_field")
KEPT = ("new", "updated", "duplicate", "conflicting", "first_field_match")


def take(col, path, merge=False):
    """Import one file with the defaults of Anki's dialogs, or with note types merged and notes always updated."""
    try:
        if path.endswith((".apkg", ".zip")):
            options = ImportAnkiPackageOptions(
                merge_notetypes=merge, update_notes=int(merge), update_notetypes=0, with_scheduling=False, with_deck_configs=False
            )
            log = col.import_anki_package(ImportAnkiPackageRequest(package_path=path, options=options)).log
        else:
            log = col.import_csv(ImportCsvRequest(path=path, metadata=col.get_csv_metadata(path=path, delimiter=None))).log
    except AnkiException as err:
        return {"file": os.path.basename(path), "refused": f"{type(err).__name__}: {err}"}
    counts = {key: len(getattr(log, key)) for key in KEPT}
    lost = sum(len(getattr(log, key)) for key in LOST)
    return {"file": os.path.basename(path), "found": log.found_notes, "lost": lost, **counts}


def body(html):
    """A rendered side without its style sheet."""
    return re.sub(r"(?s)^<style>.*?</style>", "", html)


def describe_card(col, card):
    try:
        name, question, answer = card.template()["name"], body(card.question()), body(card.answer())
    except IndexError:  # a damaged package brought a card without a template
        name = question = answer = ""
    return {
        "ord": card.ord,
        "template": name,
        "deck": col.decks.name(card.did),
        "due": card.due,
        "type": card.type,
        "queue": card.queue,
        "ivl": card.ivl,
        "reps": card.reps,
        "flags": card.user_flag(),
        "question": question,
        "answer": answer,
    }


def describe_note(col, nid):
    note = col.get_note(nid)
    sfld, csum = col.db.first("select cast(sfld as text), csum from notes where id = ?", nid)
    return {
        "id": nid,
        "guid": note.guid,
        "notetype": note.note_type()["name"],
        "mod": note.mod,
        "tags": note.tags,
        "fields": dict(note.items()),
        "sfld": sfld,
        "csum": csum,
        "cards": [describe_card(col, card) for card in note.cards()],
    }


def describe_type(col, mid):
    kind = col.models.get(mid)
    keys = {"id": mid, "name": kind["name"], "mod": kind["mod"], "css": kind["css"], "req": kind["req"]}
    return {**keys, "fields": [field["name"] for field in kind["flds"]]}


def blank_cards(col, notes):
    """Cards whose front shows nothing. Anki's own list lacks those of clozes that stand in another field than the prompt."""
    listed = {cid for note in col.get_empty_cards().notes for cid in note.card_ids}
    found = {f"{guid}/{ord}" for guid, ord in (
        col.db.first("select n.guid, c.ord from cards c, notes n where c.id = ? and n.id = c.nid", cid) for cid in listed
    )}
    for note in notes:
        found.update(f"{note['guid']}/{card['ord']}" for card in note["cards"] if not card["question"].strip())
    return sorted(found)


def examine(col):
    notes = [describe_note(col, nid) for nid in col.db.list("select id from notes order by id")]
    decks = {col.decks.name(did): count for did, count in col.db.all("select did, count() from cards group by did")}
    empty = [d.name for d in col.decks.all_names_and_ids() if d.id != 1 and d.name not in decks and not col.decks.children(d.id)]
    types = [describe_type(col, mid) for mid in col.db.list("select distinct mid from notes order by mid")]
    media = col.media.check()
    blank = blank_cards(col, notes)
    before = col.card_count()
    text, ok = col.fix_integrity()  # It repairs as well, and adds missing cards without a word.
    return {
        "notes": notes,
        "decks": decks,
        "empty_decks": sorted(empty),
        "notetypes": types,
        "empty_cards": blank,
        "missing_media": sorted(media.missing),
        "unused_media": sorted(media.unused),
        "cards_added": max(0, col.card_count() - before),
        "integrity_ok": ok,
        "integrity_text": re.sub("[\u2068\u2069]", "", text),
    }


def main(path, command, *args):
    col = Collection(path)
    try:
        if command in ("import", "merge"):
            imports = [take(col, file, command == "merge") for file in args]
            col.models._clear_cache()  # Python would go on showing the note types as they were.
            json.dump({"imports": imports, **examine(col)}, sys.stdout)
        elif command == "change":
            exec(args[0], {"col": col})
        elif command == "export":
            options = ExportAnkiPackageOptions(
                with_scheduling=True, with_deck_configs=True, with_media=True, legacy=args[0] == "legacy"
            )
            col.export_anki_package(out_path=args[1], options=options, limit=None)
    finally:
        col.close()


main(*sys.argv[1:])
