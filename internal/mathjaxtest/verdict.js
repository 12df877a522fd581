// Reads formulas, a JSON object {tex, display, macros} on each line, and says on a line for each what MathJax makes of it.
"use strict";

const readline = require("readline");
const anki = require("./anki.js");

const lasting = /\\(newcommand|renewcommand|newenvironment|renewenvironment|def|let|require|label|tag|ref|eqref|[Dd]eclare|newtagform|renewtagform|usetagform|mathtoolsset|Newextarrow|shortvdotswithin|color|definecolor)/;

const plain = anki.page();

// look collects what went wrong in a typeset formula.
function look(node, found) {
  if (!node || !node.isKind) return;
  if (node.isKind("merror")) {
    found.error = node.attributes.get("data-mjx-error") || "error";
  }
  if (node.isKind("mtext") && node.attributes.getExplicit("mathcolor") === "red") {
    const text = node.childNodes.map((c) => c.text || "").join("");
    if (text.startsWith("\\")) found.red.push(text);
  }
  for (const child of node.childNodes || []) look(child, found);
}

// show writes a tree down, for comparing.
function show(node) {
  if (node.isKind("text") || node.isKind("XML")) return JSON.stringify(node.text || "");
  const names = Object.keys(node.attributes ? node.attributes.getAllAttributes() : {}).sort();
  const attributes = names.map((name) => " " + name + "=" + node.attributes.getExplicit(name)).join("");
  return node.kind + attributes + "(" + (node.childNodes || []).map((c) => (c ? show(c) : "")).join(",") + ")";
}

function verdict({tex, display, macros, mml: wanted}) {
  const text = display ? "\\[" + tex + "\\]" : "\\(" + tex + "\\)";
  const fresh = macros || lasting.test(tex);
  const {tex: reader, doc} = fresh ? anki.page(macros) : plain;
  reader.reset();
  const items = reader.findMath([text]);
  if (items.length !== 1 || items[0].math !== tex || items[0].display !== Boolean(display)) {
    return {verdict: "raw", found: items.map((i) => i.math)};
  }
  const found = {red: []};
  const item = new doc.options.MathItem(tex, reader, Boolean(display));
  item.setMetrics(16, 8, 1000, 1000, 1);
  let root;
  try {
    item.compile(doc);
    root = item.root;
    look(root, found);
  } catch (err) {
    return {verdict: err.retry ? "load" : "error", message: "crash: " + err.message};
  }
  if (found.error) return {verdict: "error", message: found.error, red: found.red};
  try {
    item.typeset(doc);
  } catch (err) {
    return {verdict: "error", message: "output: " + err.message, red: found.red};
  }
  if (found.red.length) return {verdict: "red", red: found.red};
  return {verdict: "fine", mml: wanted ? show(root) : undefined};
}

exports.verdict = verdict;

if (require.main === module) {
  readline.createInterface({input: process.stdin}).on("line", (line) => {
    process.stdout.write(JSON.stringify(verdict(JSON.parse(line))) + "\n");
  });
}
