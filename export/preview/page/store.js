// The data of the page, which come as scripts, since a page on a disk may not read files: the list of all cards at once, their sides
// and the texts to be searched when they are needed.
"use strict";

const store = (function () {
  const index = window.examdeckIndex;
  const chunks = []; // sides of the cards, by chunk
  const waiting = {}; // promises of scripts, by name
  let texts = null; // what is searched, by card

  function load(name) {
    waiting[name] = waiting[name] || new Promise(function (resolve, reject) {
      const script = document.createElement("script");
      script.src = name;
      script.onload = resolve;
      script.onerror = function () {
        delete waiting[name];
        reject(new Error(name + " can't be read"));
      };
      document.head.append(script);
    });
    return waiting[name];
  }

  // Searching knows no letter case and no accents.
  function plain(text) {
    return text.normalize("NFKD").replace(/\p{M}+/gu, "").toLowerCase();
  }

  const cards = index.cards.map(function (c, i) {
    return { i: i, deck: c[0], ord: c[1], id: c[2], title: c[3], file: index.files[c[4]], line: c[5], kind: c[6], change: c[7] || "", notices: c[8] || [] };
  });

  window.examdeckSides = function (chunk, sides) { chunks[chunk] = sides; };
  window.examdeckTexts = function (all) { texts = all.map(plain); };

  return {
    index: index,
    cards: cards,
    plain: plain,

    // sides gives front and back of a card.
    sides: async function (i) {
      const chunk = Math.floor(i / index.chunkSize);
      if (!chunks[chunk]) {
        await load(index.chunks[chunk]);
      }
      return chunks[chunk][i % index.chunkSize];
    },

    // ahead reads what will be needed next.
    ahead: function (i) {
      if (cards[i] && !chunks[Math.floor(i / index.chunkSize)]) {
        load(index.chunks[Math.floor(i / index.chunkSize)]).catch(function () { /* told when it is needed */ });
      }
    },

    // texts reads what is searched.
    texts: async function () {
      if (!texts) {
        await load(index.texts);
      }
      return texts;
    },
  };
})();
