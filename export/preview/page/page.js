// What a person does with the page: going from card to card, turning them, searching.
"use strict";

(function () {
  const index = store.index, cards = store.cards;
  const $ = function (id) { return document.getElementById(id); };
  const state = { card: 0, back: false, night: matchMedia("(prefers-color-scheme: dark)").matches, phone: false, filter: "", query: "" };
  let search = 0; // grows with each search

  // What was chosen outlives a reload, where there is storage.
  function keep() {
    try {
      sessionStorage.setItem("examdeckPreview", JSON.stringify(state));
    } catch (e) { /* no storage */ }
  }
  function recall() {
    try {
      const kept = JSON.parse(sessionStorage.getItem("examdeckPreview")) || {};
      Object.keys(state).forEach(function (key) {
        if (typeof kept[key] === typeof state[key]) {
          state[key] = kept[key];
        }
      });
    } catch (e) { /* no storage */ }
    state.card = Math.min(state.card, cards.length - 1);
    named();
  }

  // An address may name a card, and its back: #GUID/0/back.
  function address(c, back) { return "#" + c.id + "/" + c.ord + (back ? "/back" : ""); }

  function named() {
    const to = cards.findIndex(function (c) { return [address(c, false), address(c, true)].includes(location.hash); });
    if (to >= 0) {
      state.card = to;
      state.back = location.hash === address(cards[to], true);
    }
    return to >= 0;
  }

  function press(id, on) { $(id).setAttribute("aria-pressed", String(on)); }

  async function show() {
    const c = cards[state.card], at = state.card;
    if (!c) {
      return;
    }
    press("front", !state.back);
    press("back", state.back);
    $("flip").textContent = state.back ? "Show the front" : "Show the back";
    details.show(c);
    keep();
    if (location.hash !== address(c, state.back)) {
      try {
        history.replaceState(null, "", address(c, state.back));
      } catch (e) { /* some browsers allow so many a minute */ }
    }
    let sides;
    try {
      sides = await store.sides(at);
    } catch (e) {
      details.say(e.message);
      return;
    }
    if (at !== state.card || c !== cards[state.card]) {
      return; // the next one was asked for meanwhile
    }
    stage.show(c, sides[state.back ? 1 : 0], state.night);
    store.ahead(at + 1);
  }

  function choose(i, close) {
    if (i !== state.card) {
      state.back = false;
    }
    state.card = i;
    tree.mark(i);
    if (close) {
      menu(false);
    }
    show();
  }

  function go(by) {
    const list = tree.cards(), at = list.indexOf(cards[state.card]);
    const to = at < 0 ? 0 : at + by;
    if (list[to]) {
      choose(list[to].i);
    }
  }

  function turn(back) {
    state.back = back;
    details.say(back ? "Back" : "Front");
    show();
  }

  function light(night) {
    state.night = night;
    document.documentElement.classList.toggle("night", night);
    document.documentElement.classList.toggle("day", !night);
    press("night", night);
    press("day", !night);
    keep();
    if (cards[state.card]) {
      stage.show(cards[state.card], undefined, night);
    }
  }

  function width(phone) {
    state.phone = phone;
    press("phone", phone);
    press("desktop", !phone);
    stage.width(phone);
    keep();
  }

  function menu(open) {
    document.body.classList.toggle("menu", open);
    $("menu").setAttribute("aria-expanded", String(open));
    if (open) {
      $("tree").focus();
    }
  }

  const filters = {
    "new": function (c) { return c.change === "new"; },
    changed: function (c) { return c.change === "changed"; },
    warnings: function (c) { return c.notices.length > 0; },
  };

  // filter shows the cards that hold every word that is searched for.
  async function filter() {
    const now = ++search, words = store.plain(state.query).split(/\s+/).filter(Boolean);
    let list = cards;
    if (state.filter) {
      list = list.filter(filters[state.filter]);
    }
    if (words.length) {
      const texts = await store.texts();
      if (now !== search) {
        return;
      }
      list = list.filter(function (c) {
        return words.every(function (w) { return texts[c.i].includes(w); });
      });
    }
    const all = !words.length && !state.filter;
    tree.only(all ? null : list);
    $("none").hidden = list.length > 0;
    details.say(all ? "" : details.count(list.length, "card", "cards"));
    keep();
    if (cards[state.card]) {
      if (list.length && !list.includes(cards[state.card])) {
        choose(list[0].i);
      } else {
        tree.mark(state.card);
        details.show(cards[state.card]);
      }
    }
  }

  // leave ends a search, if there is one, with the card that is shown, and closes the list on a phone.
  function leave() {
    $("search").value = "";
    if (state.query) {
      state.query = "";
      filter();
    }
    menu(false);
  }

  function addFilters() {
    Object.keys(filters).forEach(function (name) {
      const n = cards.filter(filters[name]).length;
      if (!n) {
        return;
      }
      const button = document.createElement("button");
      button.id = "only-" + name;
      button.textContent = name[0].toUpperCase() + name.slice(1) + " " + n.toLocaleString("en");
      $("filters").append(button);
      button.addEventListener("click", function () {
        state.filter = state.filter === name ? "" : name;
        pressFilters();
        filter();
      });
    });
    if (state.filter && !$("only-" + state.filter)) {
      state.filter = "";
    }
    pressFilters();
  }

  function pressFilters() {
    Object.keys(filters).forEach(function (name) {
      if ($("only-" + name)) {
        press("only-" + name, state.filter === name);
      }
    });
  }

  // key does what a key is for, and tells whether it did.
  function key(name) {
    if (name === " " || name === "Enter") {
      turn(!state.back);
    } else if (name === "ArrowRight") {
      go(1);
    } else if (name === "ArrowLeft") {
      go(-1);
    } else if (name === "/") {
      menu(true);
      $("search").focus();
      $("search").select();
    } else if (name === "Escape") {
      leave();
    } else {
      return false;
    }
    return true;
  }

  function listen() {
    document.querySelectorAll(".previous").forEach(function (b) { b.addEventListener("click", function () { go(-1); }); });
    document.querySelectorAll(".next").forEach(function (b) { b.addEventListener("click", function () { go(1); }); });
    const clicks = {
      front: function () { turn(false); }, back: function () { turn(true); }, flip: function () { turn(!state.back); },
      day: function () { light(false); }, night: function () { light(true); },
      phone: function () { width(true); }, desktop: function () { width(false); },
      menu: function () { menu(true); }, close: function () { menu(false); $("menu").focus(); },
    };
    Object.keys(clicks).forEach(function (id) { $(id).addEventListener("click", clicks[id]); });
    $("search").addEventListener("input", function () {
      state.query = $("search").value;
      filter();
    });
    addEventListener("keydown", function (e) {
      const tag = e.target.tagName, pressed = (tag === "BUTTON" || tag === "A") && (e.key === " " || e.key === "Enter");
      if (e.defaultPrevented || e.ctrlKey || e.altKey || e.metaKey || pressed || document.querySelector("dialog[open]")) {
        return;
      }
      if (tag === "INPUT") {
        if (e.key === "Escape") {
          $("search").blur();
          leave();
        }
        if (e.key !== "ArrowDown") {
          return;
        }
        $("tree").focus();
        e.preventDefault();
        return;
      }
      if (key(e.key)) {
        e.preventDefault();
      }
    });
    addEventListener("hashchange", function () {
      if (named()) {
        tree.mark(state.card);
        show();
      }
    });
  }

  // follow reloads the page when the notes have changed.
  function follow() {
    const events = new EventSource("events");
    events.addEventListener("changed", function () { location.reload(); });
    addEventListener("pagehide", function () { events.close(); });
  }

  recall();
  light(state.night);
  width(state.phone);
  stage.start(key, details.say);
  tree.start(choose);
  addFilters();
  details.start();
  listen();
  $("search").value = state.query;
  if (cards.length) {
    if (state.query || state.filter) {
      filter();
    }
    tree.mark(state.card);
    show();
  } else {
    $("none").textContent = "There is no card.";
    $("none").hidden = false;
  }
  if (index.live) {
    follow();
  }
})();
