// What is said beside the card: where it belongs and comes from, what is new about it, and what is wrong.
"use strict";

const details = (function () {
  const index = store.index;
  const $ = function (id) { return document.getElementById(id); };

  function count(n, one, many) {
    return n.toLocaleString("en") + " " + (n === 1 ? one : many);
  }

  function say(text) { $("status").textContent = text; }

  function listNotices(list, notices) {
    list.replaceChildren.apply(list, notices.map(function (n) {
      const item = document.createElement("li"), where = document.createElement("code");
      item.className = n.severity;
      where.textContent = n.place;
      item.append(where, " " + n.message);
      if (n.hint) {
        const hint = document.createElement("span");
        hint.className = "hint";
        hint.textContent = n.hint;
        item.append(" ", hint);
      }
      return item;
    }));
  }

  function mark(change) {
    const e = document.createElement("span");
    e.className = "mark " + change;
    e.textContent = tree.changes[change];
    return e;
  }

  // show says it of a card.
  function show(c) {
    $("deck").textContent = tree.deckName(c.deck);
    $("deck").title = index.decks[c.deck];
    $("marks").replaceChildren.apply($("marks"), c.change ? [mark(c.change)] : []);
    $("source").textContent = c.file + ":" + c.line;
    $("source").title = "Copy " + c.file + ":" + c.line;
    listNotices($("warnings"), c.notices.map(function (i) { return index.notices[i]; }));
    const list = tree.cards(), at = list.indexOf(c);
    $("place").textContent = (at < 0 ? "–" : (at + 1).toLocaleString("en")) + " / " + list.length.toLocaleString("en");
  }

  // start says what there is in all, and what is wrong with what became no card.
  function start() {
    const others = index.notices.filter(function (n) { return !n.card; });
    $("sum").textContent = count(store.cards.length, "card", "cards") + " in " + count(index.decks.length, "deck", "decks");
    if (others.length) {
      $("notices-open").hidden = false;
      $("notices-open").textContent = count(others.length, "warning", "warnings") + " on no card";
      listNotices($("notices").querySelector("ul"), others);
      $("notices-open").addEventListener("click", function () { $("notices").showModal(); });
    }
    $("source").addEventListener("click", copy);
  }

  async function copy() {
    const text = $("source").textContent;
    try {
      await navigator.clipboard.writeText(text);
      say("Copied " + text);
      $("source").classList.add("copied");
      setTimeout(function () { $("source").classList.remove("copied"); }, 1200);
    } catch (e) {
      getSelection().selectAllChildren($("source"));
      say("Press Ctrl+C to copy");
    }
  }

  return { start: start, show: show, say: say, count: count };
})();
