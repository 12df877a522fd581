// MathJax as Anki's reviewer sets it up: tex-chtml-full of 3.2.2, ts/mathjax/index.ts of Anki.
"use strict";

const {TeX} = require("mathjax-full/js/input/tex.js");
const {CHTML} = require("mathjax-full/js/output/chtml.js");
const {mathjax} = require("mathjax-full/js/mathjax.js");
const {liteAdaptor} = require("mathjax-full/js/adaptors/liteAdaptor.js");
const {RegisterHTMLHandler} = require("mathjax-full/js/handlers/html.js");
const {AllPackages} = require("mathjax-full/js/input/tex/AllPackages.js");
require("mathjax-full/js/input/tex/require/RequireConfiguration.js");

// The bundle's packages with what Anki adds (noerrors, mathtools, mhchem are there already) and takes away.
exports.packages = ["require", ...AllPackages].filter((name) => name !== "textmacros");

// Only these delimiters, and nothing else that FindTeX would look for.
const options = {
  inlineMath: [["\\(", "\\)"]],
  displayMath: [["\\[", "\\]"]],
  processEscapes: false,
  processEnvironments: false,
  processRefs: false,
};

RegisterHTMLHandler(liteAdaptor());

// page gives a TeX reader and a document that know nothing of earlier formulas.
exports.page = (macros = {}) => {
  const tex = new TeX({...options, packages: exports.packages, macros});
  const doc = mathjax.document("", {InputJax: tex, OutputJax: new CHTML({fontURL: ""})});
  return {tex, doc};
};
