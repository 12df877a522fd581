// The frame in which a card is shown.
"use strict";

const stage = (function () {
  const frame = document.getElementById("card"), area = document.getElementById("stage");
  const waiting = []; // messages from before the frame was ready
  let ready = false, turn = 0;
  let onKey = function () {}, onTrouble = function () {};

  function send(message) {
    if (ready) {
      frame.contentWindow.postMessage({ show: message }, "*"); // the frame's origin is none
    } else {
      waiting.push(message);
    }
  }

  addEventListener("message", function (e) {
    if (e.source !== frame.contentWindow || !e.data) {
      return;
    }
    if (e.data.ready) {
      ready = true;
      waiting.splice(0).forEach(send);
    } else if (e.data.key) {
      onKey(String(e.data.key));
    } else if (e.data.formulas) {
      onTrouble("Formulas are shown as TeX, for MathJax can't be reached.");
    } else if (e.data.shown === turn) {
      area.dataset.shown = turn;
    }
  });

  return {
    // start says whom to tell of keys that the card has no use for, and of trouble.
    start: function (key, trouble) {
      onKey = key;
      onTrouble = trouble;
      // Links open in a window that is like any other. A frame without an origin could read no file of a disk; there, browsers take every
      // file for a stranger to the others anyway.
      frame.setAttribute("sandbox", "allow-scripts allow-popups allow-popups-to-escape-sandbox" +
        (location.protocol === "file:" ? " allow-same-origin" : ""));
      frame.src = frame.dataset.file;
    },

    // show shows a side of a card; without html it changes the light alone.
    show: function (card, html, night) {
      turn++;
      send({ card: card.id + "/" + card.ord, html: html, ord: card.ord, night: night, turn: turn });
    },

    width: function (phone) { area.classList.toggle("phone", phone); },
  };
})();
