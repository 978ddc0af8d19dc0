import { preprocess } from './preprocess.mjs';
import { typeNames } from './type-names.mjs';

/**
 * What a header declares. Types are spelled one way whatever the header calls them: `u32`, `const char*`, `SYMBOL_INFO*`, `enum SYM_TYPE`.
 * @typedef {{ name: string, type: string }} Parameter
 * @typedef {{ returns: string, parameters: Parameter[] }} Signature
 * @typedef {{ name: string, type: string, offset: number, size: number }} Member
 * @typedef {{ size: number, members: Member[] }} Structure
 * @typedef {{
 *   functions: Map<string, Signature>, callbacks: Map<string, Signature>, structures: Map<string, Structure>,
 *   enumerations: Map<string, Map<string, bigint>>, constants: Map<string, bigint>, otherNames: Map<string, string>
 * }} Header otherNames: what a name is defined to stand for
 */

/** The types of the 64-bit and the 32-bit compiler. */
const compilers = {
  x64: { pointer: 8, defined: { _WIN64: '1' } },
  x86: { pointer: 4, defined: {} },
};

/**
 * @param {string} source of dbghelp.h
 * @param {'x64' | 'x86'} architecture
 * @returns {Header}
 */
export function readHeader(source, architecture) {
  const { pointer, defined } = compilers[architecture];
  const everything = { _MSC_VER: '1930', _NO_CVCONST_H: '1', IMAGEHLP_ALL_INTERFACE_DEFINITIONS: '1', ...defined };
  const { text, macros } = preprocess(source, everything);
  const otherNames = new Map([...macros].filter(([, body]) => /^[A-Za-z_]\w*$/.test(body)));
  const reader = new Reader(tokensOf(text), otherNames, pointer);
  reader.readAll();
  const constants = new Map();
  for (const name of macros.keys()) {
    const value = valueOf(name, macros);
    if (value !== undefined && !(name in everything)) constants.set(name, value);
  }
  return { ...reader.found, constants, otherNames };
}

/** The number of a macro, if it is one. (ULONG_PTR)-1 is given in 64 bits. */
function valueOf(name, macros, depth = 0) {
  const body = (macros.get(name) ?? '').replace(/^\((.*)\)$/, '$1').trim();
  if (/^(0x[\da-f]+|\d+)(u|l|ul|ull|ui64)*$/i.test(body)) return BigInt(body.replace(/(u|l|ui64)+$/i, ''));
  if (/^\d+\s*\*\s*\d+$/.test(body)) return body.split('*').reduce((product, factor) => product * BigInt(factor), 1n);
  if (/^\(\w+\)-\d+$/.test(body)) return BigInt.asUintN(64, BigInt(body.replace(/^\(\w+\)/, '')));
  return macros.has(body) && depth < 8 ? valueOf(body, macros, depth + 1) : undefined;
}

const tokensOf = (text) => text.match(/[A-Za-z_]\w*|0[xX][\da-fA-F]+|\d+|"[^"]*"|\S/g) ?? [];

/** Words without a meaning here: how a function is called and imported. */
const words = /^(IMAGEAPI|CALLBACK|WINAPI|__stdcall|DBHLP_DEPRECIATED|IN|OUT|OPTIONAL|THIS|THIS_|volatile)$/;
/** Annotations for static checkers: _In_, _Out_writes_(size). */
const annotation = /^_[A-Z]\w*_$/;

class Reader {
  found = {
    functions: new Map(),
    callbacks: new Map(),
    structures: new Map(),
    enumerations: new Map(),
  };

  constructor(tokens, otherNames, pointer) {
    this.at = 0;
    this.pointer = pointer;
    this.pack = 8;
    /** The type of each name: its spelling, size and alignment. */
    this.types = typeNames(pointer);
    this.tokens = this.#withoutWords(tokens.map((token) => resolve(token, otherNames)));
  }

  readAll() {
    while (this.at < this.tokens.length) this.#declaration();
  }

  #withoutWords(tokens) {
    const kept = [];
    for (let at = 0; at < tokens.length; at++) {
      if (words.test(tokens[at])) continue;
      if (!annotation.test(tokens[at])) kept.push(tokens[at]);
      else if (tokens[at + 1] === '(') at = closing(tokens, at + 1);
    }
    return kept;
  }

  #declaration() {
    const first = this.#next();
    if (first === ';') return;
    if (first === '__pack') this.pack = Number(this.#next());
    else if (first === '__inline' || first === 'DECLARE_INTERFACE_') this.#skipBody();
    else if (first === 'DEFINE_GUID') this.#skipTo(';');
    else if (first === 'typedef') this.#typedef();
    else if (first === 'enum' && this.#isDefinition()) this.#enumeration();
    else {
      this.at--;
      this.#function();
    }
  }

  #typedef() {
    const first = this.tokens[this.at];
    if (first === 'interface') {
      // Objects are only used through pointers.
      const names = this.#skipTo(';').filter((token) => /^[A-Za-z_]\w*$/.test(token));
      for (const name of names) this.types.set(name, { spelling: 'interface', size: 0, align: 1 });
      this.types.set(names.at(-1), this.#pointerTo(this.types.get(names.at(-2))));
      return;
    }
    const isStruct = first === 'struct' || first === 'union' || first === 'enum';
    const type = isStruct && this.#isDefinition(1) ? this.#defined(this.#next()) : this.#type();
    if (this.tokens[this.at] === '(') {
      this.#callback(type);
      return;
    }
    do this.#declarator(type);
    while (this.#next() === ',');
  }

  /** Another name of a type, or of a pointer to it. */
  #declarator(type) {
    let own = type;
    while (this.#take('*')) own = this.#pointerTo(own);
    const name = this.#next();
    this.types.set(name, own.isNew && own === type ? this.#named(own, name) : own);
  }

  /** A structure or an enumeration without a name gets that of its typedef. */
  #named(type, name) {
    const { structure, enumeration } = type;
    if (structure) this.found.structures.set(name, structure);
    if (enumeration) this.found.enumerations.set(name, enumeration);
    type.spelling = enumeration ? `enum ${name}` : name;
    type.isNew = false;
    return type;
  }

  #callback(returns) {
    this.#expect('(');
    this.#expect('*');
    const name = this.#next();
    this.#expect(')');
    const signature = { returns: returns.spelling, parameters: this.#parameters() };
    this.found.callbacks.set(name, signature);
    this.types.set(name, { spelling: name, size: this.pointer, align: this.pointer });
    this.#expect(';');
  }

  #function() {
    const returns = this.#type();
    const name = this.#next();
    if (this.tokens[this.at] !== '(') throw new Error(`The header has a declaration that is not read here: ${name}`);
    this.found.functions.set(name, { returns: returns.spelling, parameters: this.#parameters() });
    this.#expect(';');
  }

  #parameters() {
    this.#expect('(');
    const parameters = [];
    if (this.#take(')')) return parameters;
    do {
      const { spelling } = this.#type();
      const name = /^[A-Za-z_]/.test(this.tokens[this.at]) ? this.#next() : '';
      if (spelling !== 'void') parameters.push({ name, type: spelling });
    } while (this.#take(','));
    this.#expect(')');
    return parameters;
  }

  #type() {
    const isConst = this.#take('const');
    if (['struct', 'enum'].includes(this.tokens[this.at])) this.at++;
    const name = this.#next();
    const known = this.types.get(name) ?? this.#ofOtherHeader(name);
    let type = isConst ? { ...known, spelling: `const ${known.spelling}`, isNew: false } : known;
    for (;;) {
      if (this.#take('*')) type = this.#pointerTo(type);
      else if (!this.#take('const')) return type;
    }
  }

  /** For types of other headers, only pointers can be read, because their size is known. */
  #ofOtherHeader(name) {
    const [, pointed] = /^L?P([A-Z]\w+)$/.exec(name) ?? [];
    return pointed ? this.#pointerTo({ spelling: pointed }) : { spelling: name, size: NaN, align: 1 };
  }

  #pointerTo({ spelling, structure, isNew }) {
    const { pointer } = this;
    if (!isNew) return { spelling: `${spelling}*`, size: pointer, align: pointer };
    // The name comes first in each typedef, so it is known here.
    throw new Error(`The header points to a structure before it names it: ${JSON.stringify(structure)}`);
  }

  #isDefinition(ahead = 0) {
    const at = this.at + ahead;
    return this.tokens[at] === '{' || this.tokens[at + 1] === '{';
  }

  /** @returns the new type */
  #defined(keyword) {
    const tag = this.tokens[this.at] === '{' ? undefined : this.#next();
    if (keyword === 'enum') {
      const enumeration = this.#enumerators();
      return { spelling: `enum ${tag}`, size: 4, align: 4, enumeration, isNew: true };
    }
    const structure = this.#members(keyword === 'union');
    const type = { spelling: tag ?? '', size: structure.size, align: structure.align, structure, isNew: true };
    if (tag) this.types.set(tag, type);
    return type;
  }

  #enumeration() {
    const name = this.tokens[this.at] === '{' ? '' : this.#next();
    const enumeration = this.#enumerators();
    this.found.enumerations.set(name || `{ ${[...enumeration.keys()].join(', ')} }`, enumeration);
    this.#expect(';');
  }

  #enumerators() {
    this.#expect('{');
    const members = new Map();
    let value = 0n;
    while (!this.#take('}')) {
      const name = this.#next();
      if (this.#take('=')) value = BigInt(this.#next());
      members.set(name, value++);
      this.#take(',');
    }
    return members;
  }

  #members(isUnion) {
    this.#expect('{');
    const members = [];
    let end = 0;
    let align = 1;
    let size = 0;
    const place = (type, count) => {
      const own = Math.min(type.align, this.pack);
      const offset = isUnion ? 0 : Math.ceil(end / own) * own;
      end = offset + type.size * count;
      size = Math.max(size, end);
      align = Math.max(align, own);
      return offset;
    };
    while (!this.#take('}')) {
      const keyword = this.tokens[this.at];
      const isOwn = (keyword === 'struct' || keyword === 'union') && this.#isDefinition(1);
      const type = isOwn ? this.#defined(this.#next()) : this.#type();
      if (isOwn && this.#take(';')) {
        const offset = place(type, 1);
        for (const member of type.structure.members) members.push({ ...member, offset: offset + member.offset });
        continue;
      }
      do {
        let own = type;
        while (this.#take('*')) own = this.#pointerTo(own);
        const name = this.#next();
        const [count, bounds] = this.#arrayLength();
        if (this.tokens[this.at] === ':')
          throw new Error(`The header has bit-fields, which are not read here: ${name}`);
        const offset = place(own, count);
        members.push({ name, type: own.spelling + bounds, offset, size: own.size * count });
      } while (this.#take(','));
      this.#expect(';');
    }
    return { size: Math.ceil(size / align) * align, align, members };
  }

  /** MAX_PATH and sums. */
  #arrayLength() {
    if (!this.#take('[')) return [1, ''];
    let length = 0;
    do {
      const term = this.#next();
      const value = /^\d/.test(term) ? Number(term) : arrayLengths[term];
      if (value === undefined) throw new Error(`The header has an array whose length is not known here: ${term}`);
      length = this.tokens[this.at - 2] === '*' ? length * value : length + value;
    } while (this.#take('+') || this.#take('*'));
    this.#expect(']');
    return [length, `[${length}]`];
  }

  #skipBody() {
    this.#skipTo('{');
    this.at = closing(this.tokens, this.at - 1) + 1;
  }

  #skipTo(end) {
    const begin = this.at;
    while (this.#next() !== end);
    return this.tokens.slice(begin, this.at - 1);
  }

  #next() {
    const token = this.tokens[this.at++];
    if (token === undefined) throw new Error('The header ends within a declaration');
    return token;
  }

  #take(token) {
    const is = this.tokens[this.at] === token;
    if (is) this.at++;
    return is;
  }

  #expect(token) {
    const around = this.tokens.slice(this.at - 6, this.at + 3).join(' ');
    if (!this.#take(token)) throw new Error(`Expected ${token} in the header, got ... ${around} ...`);
  }
}

const arrayLengths = { MAX_PATH: 260, MAX_SYM_NAME: 2000 };

function resolve(token, otherNames) {
  let name = token;
  for (let depth = 0; depth < 8 && otherNames.has(name); depth++) name = otherNames.get(name);
  return name;
}

/** The token that closes the one at a place. */
function closing(tokens, open) {
  const pairs = { '(': ')', '{': '}' };
  for (let at = open, depth = 0; at < tokens.length; at++) {
    if (tokens[at] === tokens[open]) depth++;
    if (tokens[at] === pairs[tokens[open]] && --depth === 0) return at;
  }
  throw new Error('The header has a parenthesis that nobody closes');
}
