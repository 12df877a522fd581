// Prints what MathJax, set up as Anki does it, knows: commands, environments, delimiters and characters, a line for each. The
// fields of a line are parted by tabs; the method is the one of MathJax's source that reads what follows, with its own arguments.
"use strict";

const fs = require("fs");
const path = require("path");
const anki = require("./anki.js");
const {MmlMo} = require("mathjax-full/js/core/MmlTree/MmlNodes/mo.js");
const {RANGES} = require("mathjax-full/js/core/MmlTree/OperatorDictionary.js");
const {TEXCLASS} = require("mathjax-full/js/core/MmlTree/MmlNode.js");
const version = require("mathjax-full/package.json").version;

const root = path.dirname(require.resolve("mathjax-full/js/input/tex.js")) + "/tex";

// methodNames maps MathJax's functions to their names, as in "Base.Frac".
function methodNames() {
  const names = new Map();
  const folders = ["base", "newcommand", "ams", ...fs.readdirSync(root).sort()];
  for (const folder of folders) {
    const dir = path.join(root, folder);
    if (!fs.statSync(dir).isDirectory()) continue;
    for (const file of fs.readdirSync(dir).filter((f) => f.endsWith(".js")).sort()) {
      const exported = require(path.join(dir, file));
      const prefix = file.replace(/(Methods|Configuration|Util|)\.js$/, "");
      for (const group of Object.values(exported)) {
        if (!group || (typeof group !== "object" && typeof group !== "function")) continue;
        for (const [name, f] of Object.entries(group)) {
          if (typeof f === "function" && !names.has(f)) names.set(f, prefix + "." + name);
        }
      }
    }
  }
  return names;
}

const names = methodNames();
const {tex: reader, doc} = anki.page();
const handlers = reader.parseOptions.handlers;
const lines = [];

// chain gives a handler's entries, the first map that holds a name winning.
function chain(kind) {
  const found = new Map();
  for (const {item: map} of handlers.get(kind)._configuration) {
    if (!map.map) continue; // a regular expression
    for (const [key, entry] of map.map) {
      const delimiter = kind === "macro" && map.constructor.name === "DelimiterMap"; // its keys have the backslash
      if (delimiter && !key.startsWith("\\")) continue;
      const name = delimiter ? key.slice(1) : key;
      if (!found.has(name)) found.set(name, {map, entry});
    }
  }
  return [...found].sort((a, b) => (a[0] < b[0] ? -1 : 1));
}

// method names the function behind an entry; some have no name of their own.
function method({map, entry}) {
  return names.get(entry._func) || map.name + "." + (entry._func.name || "Machine");
}

// symbol tells what sort of node a symbol makes.
function symbol(tex) {
  const item = new doc.options.MathItem(tex, reader, true);
  reader.reset();
  const node = reader.compile(item, doc).childNodes[0].childNodes[0];
  const sort = [];
  if (node.isEmbellished && node.coreMO().texClass === TEXCLASS.OP) sort.push("operator");
  if (node.getProperty("movesupsub")) sort.push("limits");
  return sort.join(" ") || "-";
}

for (const [name, found] of chain("macro")) {
  if (found.entry._func) {
    lines.push(["command", "\\" + name, method(found), JSON.stringify(found.entry._args)]);
  } else {
    lines.push(["symbol", "\\" + name, symbol("\\" + name + " ")]);
  }
}
for (const [name, found] of chain("environment")) {
  lines.push(["environment", name, method(found), JSON.stringify(found.entry._args)]);
}
for (const [name] of chain("delimiter")) lines.push(["delimiter", name]);
for (const [name, found] of chain("character")) lines.push(["character", JSON.stringify(name), method(found)]);
for (const [first, last] of RANGES) lines.push(["range", first.toString(16), last.toString(16)]);
const table = MmlMo.OPTABLE;
const operators = new Set([...Object.keys(table.infix), ...Object.keys(table.prefix), ...Object.keys(table.postfix)]);
for (const char of [...operators].sort()) {
  const def = table.infix[char] || table.prefix[char] || table.postfix[char];
  if (def[2] === TEXCLASS.OP && [...char].length === 1) lines.push(["operator", char]);
}

process.stdout.write(
  `# What MathJax ${version} knows in Anki (npm mathjax-full ${version}; packages ${anki.packages.join(" ")}).\n` +
    "# Written by internal/mathjaxtest/table.js; 'make mathtable' writes it anew.\n" +
    lines.map((line) => line.join("\t")).join("\n") + "\n",
);
