// Reads formulas, a JSON object {tex, display, macros} on each line, and says on a line for each what MathJax makes of it.
"use strict";

const readline = require("readline");
const anki = require("./anki.js");
const {SerializedMmlVisitor} = require("mathjax-full/js/core/MmlTree/SerializedMmlVisitor.js");

// Formulas with such commands leave something behind on a page; they get one of their own.
const lasting = /\\(newcommand|renewcommand|newenvironment|renewenvironment|def|let|require|label|[Dd]eclare|newtagform|renewtagform|usetagform|mathtoolsset|Newextarrow|definecolor)/;

const plain = anki.page();
const serializer = new SerializedMmlVisitor();

// collect notes what a formula holds that is not as it was meant.
function collect(node, found) {
  if (!node || !node.isKind) return;
  if (node.isKind("merror")) {
    found.error = node.attributes.get("data-mjx-error") || "error";
  }
  if (node.isKind("mtext") && node.attributes.getExplicit("mathcolor") === anki.undefinedColor) {
    const text = node.childNodes.map((c) => c.text || "").join("");
    if (text.startsWith("\\")) found.red.push(text);
  }
  if (node.isKind("mspace") && node.attributes.getExplicit("linebreak") === "newline") found.lines++;
  for (const child of node.childNodes || []) collect(child, found);
}

// show writes a tree down, for comparing.
function show(node) {
  if (node.isKind("text") || node.isKind("XML")) return JSON.stringify(node.text || "");
  const names = Object.keys(node.attributes ? node.attributes.getAllAttributes() : {}).sort();
  const attributes = names.map((name) => " " + name + "=" + node.attributes.getExplicit(name)).join("");
  return node.kind + attributes + "(" + (node.childNodes || []).map((c) => (c ? show(c) : "")).join(",") + ")";
}

function verdict({tex, display, macros, mml: wanted, html: shown}) {
  const text = display ? "\\[" + tex + "\\]" : "\\(" + tex + "\\)";
  const fresh = macros || lasting.test(tex);
  const {tex: reader, doc} = fresh ? anki.page(macros) : plain;
  reader.reset();
  const items = reader.findMath([text]);
  if (items.length !== 1 || items[0].math !== tex || items[0].display !== Boolean(display)) {
    return {verdict: "raw", found: items.map((i) => i.math)};
  }
  let result = look(doc, reader, tex, display, wanted, shown);
  if (result.verdict !== "error" && result.verdict !== "load" && fresh) {
    const again = look(doc, reader, tex, display, wanted, shown); // the answer's side shows the question again
    if (again.verdict !== "fine") result = again;
  }
  return result;
}

// look compiles and typesets a formula.
function look(doc, reader, tex, display, wanted, shown) {
  const found = {red: [], lines: 0};
  const item = new doc.options.MathItem(tex, reader, Boolean(display));
  item.start.node = doc.adaptor.body(doc.document);
  item.setMetrics(16, 8, 1000, 1000, 1);
  let root;
  try {
    item.compile(doc);
    root = item.root;
    collect(root, found);
  } catch (err) {
    if (err.retry || /document is not defined/.test(err.message)) return {verdict: "load", message: err.message};
    return {verdict: "error", message: "crash: " + err.message};
  }
  if (found.error) return {verdict: "error", message: found.error, red: found.red};
  try {
    item.typeset(doc);
  } catch (err) {
    return {verdict: "error", message: "output: " + err.message, red: found.red};
  }
  const mml = wanted ? show(root) : undefined;
  // What a browser shows, and the MathML for screen readers that stands beside it.
  const html = shown ? doc.adaptor.outerHTML(item.typesetRoot) + serializer.visitTree(root) : undefined;
  return {verdict: found.red.length ? "red" : "fine", red: found.red, lines: found.lines, mml, html};
}

exports.verdict = verdict;

if (require.main === module) {
  readline.createInterface({input: process.stdin}).on("line", (line) => {
    process.stdout.write(JSON.stringify(verdict(JSON.parse(line))) + "\n");
  });
}
