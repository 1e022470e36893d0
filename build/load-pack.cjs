'use strict';
// The pack, as `build/pack.mjs` made it: `pack.source.js`, with what V8 compiled of it before in `pack.cache`.
const { existsSync, readFileSync } = require('node:fs');
const { join } = require('node:path');
const { Script } = require('node:vm');

const filename = join(__dirname, 'pack.source.js');
const cache = join(__dirname, 'pack.cache');
const source = `(function (module, require) {${readFileSync(filename, 'latin1')}\n})`;
const script = new Script(source, { filename, ...(existsSync(cache) ? { cachedData: readFileSync(cache) } : {}) });
const packed = { exports: {} };
script.runInThisContext()(packed, require);

module.exports = { modules: packed.exports, script };
