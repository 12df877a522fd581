// The decks and their cards at the side. Rows are drawn as they come into sight; a row of a deck opens and closes it.
"use strict";

const tree = (function () {
  const box = document.getElementById("tree"), inner = document.getElementById("rows");
  const margin = 10; // rows that are drawn beyond what is in sight
  const closed = new Set(); // decks
  let shown = null; // the cards that match; null for all
  let rows = []; // {deck, count} or {card}
  let place = new Map(); // the row of each card
  let active = -1; // the row of the keyboard
  let current = -1; // the card that is shown
  let onCard = function () {};

  function rowHeight() {
    return parseFloat(getComputedStyle(box).getPropertyValue("--row"));
  }

  function build() {
    rows = [];
    place = new Map();
    const list = shown || store.cards;
    for (let i = 0; i < list.length;) {
      const deck = list[i].deck;
      let end = i;
      while (end < list.length && list[end].deck === deck) {
        end++;
      }
      rows.push({ deck: deck, count: end - i, position: 0 });
      const open = shown || !closed.has(deck);
      for (let k = i; open && k < end; k++) {
        place.set(list[k].i, rows.length);
        rows.push({ card: list[k], position: k - i + 1, count: end - i });
      }
      i = end;
    }
    inner.style.height = rows.length * rowHeight() + "px";
    active = Math.min(active, rows.length - 1);
    draw();
  }

  function text(className, content) {
    const span = document.createElement("span");
    span.className = className;
    span.textContent = content;
    return span;
  }

  // The name of a deck without the levels that all decks have.
  function deckName(deck) {
    return store.index.decks[deck].slice(store.index.root).split("::").join(" › ") || store.index.decks[deck];
  }

  const changes = { "new": "new", changed: "changed", back: "back again" };

  function element(row, i, height) {
    const e = document.createElement("div");
    e.id = "row" + i;
    e.dataset.row = i;
    e.setAttribute("role", "treeitem");
    e.style.transform = "translateY(" + i * height + "px)";
    if (!row.card) {
      const open = Boolean(shown) || !closed.has(row.deck);
      e.className = "deck";
      e.setAttribute("aria-level", "1");
      e.setAttribute("aria-expanded", String(open));
      e.append(text("name", deckName(row.deck)), text("count", row.count));
      e.title = store.index.decks[row.deck];
    } else {
      const c = row.card;
      e.className = "row";
      e.setAttribute("aria-level", "2");
      e.setAttribute("aria-setsize", row.count);
      e.setAttribute("aria-posinset", row.position);
      e.setAttribute("aria-selected", String(c.i === current));
      e.append(text("name", c.title));
      if (c.kind === "cloze") {
        e.append(text("note", "c" + (c.ord + 1)));
      } else if (c.ord > 0) {
        e.append(text("note", "reversed"));
      }
      if (c.change) {
        e.append(text("mark " + c.change, changes[c.change]));
      }
      if (c.notices.length) {
        const warning = text("mark warning", "!");
        warning.setAttribute("role", "img");
        warning.setAttribute("aria-label", c.notices.length === 1 ? "1 warning" : c.notices.length + " warnings");
        e.append(warning);
      }
      e.title = c.title;
    }
    e.classList.toggle("active", i === active);
    return e;
  }

  function draw() {
    const height = rowHeight(), first = Math.max(0, Math.floor(box.scrollTop / height) - margin);
    const last = Math.min(rows.length, Math.ceil((box.scrollTop + box.clientHeight) / height) + margin);
    const drawn = [];
    for (let i = first; i < last; i++) {
      drawn.push(element(rows[i], i, height));
    }
    inner.replaceChildren.apply(inner, drawn);
    box.setAttribute("aria-activedescendant", active >= first && active < last ? "row" + active : "");
  }

  function reveal(i) {
    const height = rowHeight(), top = i * height;
    if (top < box.scrollTop + height) {
      box.scrollTop = top - height;
    } else if (top + height > box.scrollTop + box.clientHeight) {
      box.scrollTop = top + 2 * height - box.clientHeight;
    }
  }

  function toggle(deck, open) {
    if (open) {
      closed.delete(deck);
    } else {
      closed.add(deck);
    }
    build();
  }

  function activate(i) {
    active = Math.max(0, Math.min(i, rows.length - 1));
    reveal(active);
    draw();
    if (rows[active] && rows[active].card) {
      onCard(rows[active].card.i);
    }
  }

  box.addEventListener("scroll", draw, { passive: true });
  new ResizeObserver(build).observe(box);
  box.addEventListener("click", function (e) {
    const at = e.target.closest("[data-row]");
    if (!at) {
      return;
    }
    active = Number(at.dataset.row);
    const row = rows[active];
    if (row.card) {
      onCard(row.card.i, true);
    } else if (!shown) {
      toggle(row.deck, closed.has(row.deck));
    }
  });
  box.addEventListener("keydown", function (e) {
    const row = rows[active], page = Math.max(1, Math.floor(box.clientHeight / rowHeight()) - 1);
    const steps = { ArrowUp: -1, ArrowDown: 1, PageUp: -page, PageDown: page, Home: -rows.length, End: rows.length };
    if (e.ctrlKey || e.altKey || e.metaKey) {
      return;
    }
    if (e.key in steps) {
      activate(active + steps[e.key]);
    } else if (row && !row.card && !shown && ["ArrowLeft", "ArrowRight", "Enter", " "].includes(e.key)) {
      toggle(row.deck, e.key === "ArrowRight" || e.key !== "ArrowLeft" && closed.has(row.deck));
    } else {
      return;
    }
    e.preventDefault();
    e.stopPropagation();
  });

  return {
    // start draws the tree; chosen is called with the card that a person chose.
    start: function (chosen) {
      onCard = chosen;
      if (store.index.decks.length > 3 && store.cards.length > 300) {
        store.index.decks.forEach(function (name, deck) { closed.add(deck); });
      }
      build();
    },

    // only shows the cards that are given, or all.
    only: function (cards) {
      shown = cards;
      box.scrollTop = 0;
      build();
    },

    // mark says which card is shown, and brings its row into sight.
    mark: function (i) {
      current = i;
      if (!shown && closed.has(store.cards[i].deck)) {
        closed.delete(store.cards[i].deck);
        build();
      }
      if (place.has(i)) {
        active = place.get(i);
        reveal(active);
      }
      draw();
    },

    cards: function () { return shown || store.cards; },
    deckName: deckName,
    changes: changes,
  };
})();
