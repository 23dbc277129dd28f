'use strict';
// The main script of a single executable, in which `require` finds nothing but Node's own modules. It compiles of the tool's
// script only the files that a command needs; keyferry pack puts them into the executable as assets.
const { dirname } = require('node:path');
const { getAsset } = require('node:sea');
const { compileFunction } = require('node:vm');

/** @type {Map<string, { exports: object }>} */
const loaded = new Map();

/** @param {string} name of a file of the script */
function load(name) {
  const known = loaded.get(name);
  if (known) return known.exports;
  const module = { exports: {} };
  loaded.set(name, module);
  const parameters = ['require', 'module', 'exports', '__filename', '__dirname'];
  const run = compileFunction(getAsset(`script/${name}`, 'utf8'), parameters, { filename: name });
  run(requireFrom, module, module.exports, process.execPath, dirname(process.execPath));
  return module.exports;
}

/** @param {string} id */
function requireFrom(id) {
  return id.startsWith('./') ? load(id.slice(2)) : require(id);
}

load('keyferry.cjs');
