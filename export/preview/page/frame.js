// Shows one side of a card, as the page around the frame asks for it, the way Anki's own window does.
(function () {
  "use strict";
  const qa = document.getElementById("qa");
  const formula = /\\\([\s\S]*?\\\)|\\\[[\s\S]*?\\\]/;
  let typed = { card: "", text: "" }; // what was typed on the front
  let mathJax = null; // the promise of MathJax
  let turn = 0; // grows with each side, so that a late formula does not touch the next one

  function tell(message) {
    parent.postMessage(message, "*"); // from disk, no page has an origin that could be named
  }

  // MathJax looks for the settings of its menu even where it has none, and complains where there is no storage.
  function withoutStorage() {
    try {
      return window.localStorage;
    } catch (e) {
      const none = { getItem: function () { return null; }, setItem: function () {}, removeItem: function () {} };
      return Object.defineProperty(window, "localStorage", { value: none });
    }
  }

  // MathJax is set up as Anki does it (ts/mathjax/index.ts), without its menu.
  function loadMathJax() {
    withoutStorage();
    const extra = ["noerrors", "mathtools", "mhchem"];
    window.MathJax = {
      tex: {
        inlineMath: [["\\(", "\\)"]], displayMath: [["\\[", "\\]"]],
        processEscapes: false, processEnvironments: false, processRefs: false,
        packages: { "[+]": extra, "[-]": ["textmacros"] },
      },
      // The full script has them; others read them from beside it.
      loader: { load: /full/.test(qa.dataset.mathjax) ? [] : extra.map(function (name) { return "[tex]/" + name; }) },
      options: { enableMenu: false },
      startup: { typeset: false },
    };
    return new Promise(function (resolve, reject) {
      const script = document.createElement("script");
      script.src = qa.dataset.mathjax;
      if (qa.dataset.integrity) {
        script.integrity = qa.dataset.integrity;
        script.crossOrigin = "anonymous";
      }
      script.onload = function () { window.MathJax.startup.promise.then(resolve, reject); };
      script.onerror = function () { reject(new Error("MathJax can't be reached")); };
      document.head.append(script);
    });
  }

  async function typeset(now) {
    if (!formula.test(qa.textContent)) {
      return;
    }
    mathJax = mathJax || loadMathJax();
    try {
      await mathJax;
    } catch (e) {
      tell({ formulas: "tex" });
      return;
    }
    if (now !== turn) {
      return;
    }
    window.MathJax.typesetClear();
    await window.MathJax.typesetPromise([qa]);
  }

  // Scripts that came in as text do not run. Those of the note types are put in once more; the policy lets no others run.
  function runScripts() {
    qa.querySelectorAll("script").forEach(function (old) {
      const script = document.createElement("script");
      script.textContent = window.examdeckScripts[Number(old.dataset.script)] || "";
      old.replaceWith(script);
    });
  }

  // marked gives two texts piece by piece: what they have in common, and what not.
  function marked(given, wanted) {
    const a = Array.from(given), b = Array.from(wanted), long = a.map(function () { return []; });
    long.push([]);
    function at(i, j) { return (long[i] || [])[j] || 0; }
    for (let i = a.length - 1; i >= 0; i--) {
      for (let j = b.length - 1; j >= 0; j--) {
        long[i][j] = a[i] === b[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
      }
    }
    const sides = [[], []];
    let i = 0, j = 0;
    while (i < a.length || j < b.length) {
      if (i < a.length && j < b.length && a[i] === b[j]) {
        sides[0].push(["typeGood", a[i++]]);
        sides[1].push(["typeGood", b[j++]]);
      } else if (j >= b.length || i < a.length && at(i + 1, j) >= at(i, j + 1)) {
        sides[0].push(["typeBad", a[i++]]);
      } else {
        sides[1].push(["typeMissed", b[j++]]);
      }
    }
    return sides;
  }

  function spans(pieces) {
    const all = [];
    pieces.forEach(function (p) {
      let last = all[all.length - 1];
      if (!last || last.className !== p[0]) {
        last = document.createElement("span");
        last.className = p[0];
        all.push(last);
      }
      last.append(p[1]);
    });
    return all;
  }

  // On the front of a typed card one types, on its back that is compared.
  function typing(card) {
    const box = qa.querySelector("input#typeans"), compared = qa.querySelector("code#typeans");
    if (typed.card !== card) {
      typed = { card: card, text: "" };
    }
    if (box) {
      box.value = typed.text;
      box.addEventListener("input", function () { typed.text = box.value; });
    }
    if (compared && typed.text) {
      const wanted = compared.textContent, sides = marked(typed.text.normalize(), wanted);
      compared.replaceChildren.apply(compared, spans(sides[0]));
      if (typed.text.normalize() !== wanted) {
        const arrow = document.createElement("span");
        arrow.id = "typearrow";
        arrow.textContent = "↓";
        compared.append(document.createElement("br"), arrow, document.createElement("br"));
        compared.append.apply(compared, spans(sides[1]));
      }
    }
  }

  async function show(m) {
    const now = ++turn;
    document.documentElement.classList.toggle("night-mode", m.night);
    document.body.className = "card card" + (m.ord + 1) + (m.night ? " nightMode night_mode" : "");
    if (m.html !== undefined) {
      qa.innerHTML = m.html;
      window.scrollTo(0, 0);
      typing(m.card);
      runScripts();
      await typeset(now);
    }
    tell({ shown: m.turn });
  }

  addEventListener("message", function (e) {
    if (e.source === parent && e.data && e.data.show) {
      show(e.data.show);
    }
  });

  // The page's keys work while the card has the focus, unless a key is for what is on the card.
  addEventListener("keydown", function (e) {
    const tag = e.target.tagName;
    const own = tag === "INPUT" || tag === "TEXTAREA" || (tag === "AUDIO" || tag === "VIDEO" || tag === "SUMMARY" || tag === "A") && (e.key === " " || e.key === "Enter");
    if (e.defaultPrevented || e.ctrlKey || e.altKey || e.metaKey || own && e.key !== "Escape" && !(tag === "INPUT" && e.key === "Enter")) {
      return;
    }
    if ([" ", "Enter", "ArrowLeft", "ArrowRight", "/", "Escape"].includes(e.key)) {
      e.preventDefault();
      tell({ key: e.key });
    }
  });

  // Links lead out of the frame.
  addEventListener("click", function (e) {
    const link = e.target.closest && e.target.closest("a[href]");
    if (link) {
      link.target = "_blank";
      link.rel = "noopener noreferrer";
    }
  });

  tell({ ready: true });
})();
