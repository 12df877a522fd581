// MathJax as Anki's reviewer sets it up: tex-chtml-full of 3.2.2, ts/mathjax/index.ts of Anki.
"use strict";

const {TeX} = require("mathjax-full/js/input/tex.js");
const {CHTML} = require("mathjax-full/js/output/chtml.js");
const {mathjax} = require("mathjax-full/js/mathjax.js");
const {liteAdaptor} = require("mathjax-full/js/adaptors/liteAdaptor.js");
const {RegisterHTMLHandler} = require("mathjax-full/js/handlers/html.js");
const {AllPackages} = require("mathjax-full/js/input/tex/AllPackages.js");
const {Loader} = require("mathjax-full/js/components/loader.js");
require("mathjax-full/js/input/tex/require/RequireConfiguration.js");
require("mathjax-full/js/input/tex/autoload/AutoloadConfiguration.js");
require("mathjax-full/js/input/tex/physics/PhysicsConfiguration.js");
require("mathjax-full/js/input/tex/colorv2/ColorV2Configuration.js");

// The bundle's packages with what Anki adds (noerrors, mathtools, mhchem are there already) and takes away.
exports.packages = ["require", ...AllPackages].filter((name) => name !== "textmacros");

// What the bundle holds beside them can be had by \require.
Loader.preLoad(...exports.packages.concat("textmacros", "physics", "colorv2", "setoptions", "autoload").map((name) => "[tex]/" + name));

// Only these delimiters, and nothing else that FindTeX would look for.
const options = {
  inlineMath: [["\\(", "\\)"]],
  displayMath: [["\\[", "\\]"]],
  processEscapes: false,
  processEnvironments: false,
  processRefs: false,
};

RegisterHTMLHandler(liteAdaptor());

// Unknown commands are red in Anki; here they have a red of their own, so that \color{red} is not taken for it.
exports.undefinedColor = "#fe0000";

// page gives a TeX reader and a document that know nothing of earlier formulas.
exports.page = (macros = {}) => {
  const tex = new TeX({...options, packages: exports.packages, macros, noundefined: {color: exports.undefinedColor}});
  const doc = mathjax.document("", {InputJax: tex, OutputJax: new CHTML({fontURL: ""})});
  return {tex, doc};
};
