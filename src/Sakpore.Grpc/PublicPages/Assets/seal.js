// Checks the seal in a letter's QR code by docs/seal.md, in a browser or in node, with no network.
// Written apart from the hub's own checker; both run on docs/seal-vectors.json. One file, so that a page or a program of anyone's
// can take it as it is.

const longestText = 1024;
const clockSkew = 10 * 60;
const es256 = -7;
const cborContentFormat = 60;
const purposes = { seal: 'sakpore-seal-v1', status: 'sakpore-seal-status-v1', keys: 'sakpore-seal-keys-v1' };

// ---- CBOR (RFC 8949): a reader that also says whether the encoding is the deterministic one of 4.2.1.

class NotCbor extends Error {}

class CborReader {
  constructor(bytes) {
    this.bytes = bytes;
    this.at = 0;
    this.deterministic = true;
  }

  // One data item: { type, value, raw }.
  item(depth = 0) {
    if (depth > 1000) throw new NotCbor();
    const start = this.at;
    const first = this.byte();
    const major = first >> 5;
    const length = first & 31;
    const item = major === 7 ? this.simple(length) : length === 31 ? this.indefinite(major, depth) : this.definite(major, this.argument(length), depth);
    item.raw = this.bytes.subarray(start, this.at);
    return item;
  }

  definite(major, argument, depth) {
    switch (major) {
      case 0: return { type: 'integer', value: argument };
      case 1: return { type: 'integer', value: -1n - argument };
      case 2: return { type: 'bytes', value: this.take(argument) };
      case 3: return { type: 'text', value: this.text(this.take(argument)) };
      case 4: return { type: 'array', value: this.items(argument, depth) };
      case 5: return { type: 'map', value: this.pairs(argument, depth) };
      default:
        this.deterministic = false; // nothing here has a tag but the envelope itself
        return { type: 'tag', tag: argument, value: this.item(depth + 1) };
    }
  }

  indefinite(major, depth) {
    this.deterministic = false;
    if (major < 2 || major > 5) throw new NotCbor();
    for (let count = 0; ; count++) {
      if (this.peek() === 0xff) {
        if (major === 5 && count % 2 === 1) throw new NotCbor();
        this.at++;
        return { type: 'indefinite' };
      }
      const head = this.peek();
      if (major < 4 && (head >> 5 !== major || (head & 31) === 31)) throw new NotCbor();
      this.item(depth + 1);
    }
  }

  items(count, depth) {
    if (count > BigInt(this.bytes.length - this.at)) throw new NotCbor();
    return Array.from({ length: Number(count) }, () => this.item(depth + 1));
  }

  pairs(count, depth) {
    if (count * 2n > BigInt(this.bytes.length - this.at)) throw new NotCbor();
    const pairs = Array.from({ length: Number(count) }, () => [this.item(depth + 1), this.item(depth + 1)]);
    for (let i = 1; i < pairs.length; i++)
      if (compare(pairs[i - 1][0].raw, pairs[i][0].raw) >= 0) this.deterministic = false;
    return pairs;
  }

  simple(length) {
    if (length < 24) return { type: length === 21 ? 'true' : 'simple' };
    if (length === 24) {
      if (this.byte() < 32) throw new NotCbor();
      return { type: 'simple' };
    }
    if (length > 27) throw new NotCbor();
    this.take(BigInt(1 << (length - 24)));
    return { type: 'float' };
  }

  argument(length) {
    if (length < 24) return BigInt(length);
    if (length > 27) throw new NotCbor();
    const size = 1 << (length - 24);
    let value = 0n;
    for (const byte of this.take(BigInt(size))) value = (value << 8n) | BigInt(byte);
    if (value < (size === 1 ? 24n : 1n << BigInt(size * 4))) this.deterministic = false;
    return value;
  }

  text(bytes) {
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
    } catch {
      this.deterministic = false;
      return '';
    }
  }

  take(count) {
    if (count > BigInt(this.bytes.length - this.at)) throw new NotCbor();
    this.at += Number(count);
    return this.bytes.subarray(this.at - Number(count), this.at);
  }

  peek() {
    if (this.at >= this.bytes.length) throw new NotCbor();
    return this.bytes[this.at];
  }

  byte() {
    const byte = this.peek();
    this.at++;
    return byte;
  }
}

function compare(one, other) {
  const length = Math.min(one.length, other.length);
  for (let i = 0; i < length; i++) if (one[i] !== other[i]) return one[i] - other[i];
  return one.length - other.length;
}

// One data item and nothing after it; throws an answer where it is none or not deterministic.
function readItem(bytes) {
  const reader = new CborReader(bytes);
  let item;
  try {
    item = reader.item();
  } catch (error) {
    if (error instanceof NotCbor) throw new Answer('SEAL_NOT_CBOR');
    throw error;
  }
  if (reader.at !== bytes.length) throw new Answer('SEAL_NOT_CBOR');
  return { item, deterministic: reader.deterministic };
}

function readDeterministic(bytes) {
  const { item, deterministic } = readItem(bytes);
  if (!deterministic) throw new Answer('SEAL_NOT_DETERMINISTIC');
  return item;
}

// ---- The fields of a map with small integers as keys.

class Answer extends Error {
  constructor(reason, field = null) {
    super(reason);
    this.reason = reason;
    this.field = field;
  }
}

class WrongField extends Error {
  constructor(key) {
    super();
    this.key = key;
  }
}

class Fields {
  constructor(item, lowest = 0) {
    if (item.type !== 'map') throw new WrongField(null);
    this.map = new Map();
    this.foreign = false;
    for (const [key, value] of item.value)
      if (key.type === 'integer' && key.value >= lowest && key.value <= 23) this.map.set(Number(key.value), value);
      else this.foreign = true;
  }

  get(key, type) {
    const item = this.map.get(key);
    if (item?.type !== type) throw new WrongField(key);
    return item.value;
  }

  integer(key, least, most) {
    const value = this.get(key, 'integer');
    if (value < BigInt(least) || value > BigInt(most)) throw new WrongField(key);
    return Number(value);
  }

  name(key) {
    const name = this.get(key, 'text');
    if (!/^[a-z0-9.-]{1,40}$/.test(name)) throw new WrongField(key);
    return name;
  }

  text(key, most) {
    const text = this.get(key, 'text');
    if (!isText(text, most)) throw new WrongField(key);
    return text;
  }

  bytes(key, least, most) {
    const bytes = this.get(key, 'bytes');
    if (bytes.length < least || bytes.length > most) throw new WrongField(key);
    return bytes;
  }

  words(key) {
    const pairs = this.get(key, 'map');
    if (pairs.length > 500) throw new WrongField(key);
    return Object.fromEntries(pairs.map(([name, text]) => {
      if (name.type !== 'text' || !/^[a-z0-9.-]{1,40}$/.test(name.value) || text.type !== 'text' || !isText(text.value, 200)) throw new WrongField(key);
      return [name.value, text.value];
    }));
  }

  indices(key) {
    const items = this.get(key, 'array');
    if (items.length > 500000) throw new WrongField(key);
    let last = -1n;
    return items.map(({ type, value }) => {
      if (type !== 'integer' || value <= last || value > 0x7fffffffn) throw new WrongField(key);
      last = value;
      return Number(value);
    });
  }

  // Exactly these keys and no other.
  only(...keys) {
    if (this.foreign || this.map.size !== keys.length || !keys.every(key => this.map.has(key))) throw new WrongField(null);
  }
}

function isText(text, most) {
  const length = new TextEncoder().encode(text).length;
  return length >= 1 && length <= most && !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\uFFFD]/u.test(text);
}

// ---- The text of the QR code.

function readText(text) {
  if (text.length > longestText) throw new Answer('SEAL_TOO_LONG');
  let encoded = text.replace(/^[ \t\r\n]+|[ \t\r\n]+$/g, '');
  if (/[/:]/.test(encoded)) {
    const address = /^https:\/\/[^/]+\/tte\/v\/([^]*)$/i.exec(encoded);
    if (!address) throw new Answer('SEAL_NOT_SEAL_TEXT');
    encoded = address[1];
  }
  return readBase32(encoded);
}

function readBase32(text) {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  if (text.length === 0 || [1, 3, 6].includes(text.length % 8)) throw new Answer('SEAL_NOT_BASE32');
  const bytes = [];
  let held = 0;
  let count = 0;
  for (const character of text) {
    const value = alphabet.indexOf(character);
    if (value < 0) throw new Answer('SEAL_NOT_BASE32');
    held = ((held & 0xff) << 5) | value;
    count += 5;
    if (count >= 8) {
      count -= 8;
      bytes.push((held >> count) & 0xff);
    }
  }
  if (held & ((1 << count) - 1)) throw new Answer('SEAL_NOT_BASE32');
  return Uint8Array.from(bytes);
}

// ---- The envelope: COSE_Sign1 (RFC 9052, 4.2).

function readEnvelope(bytes) {
  if (bytes[0] !== 0xd2) {
    const { item } = readItem(bytes);
    throw new Answer(item.type === 'tag' && item.tag === 18n ? 'SEAL_NOT_DETERMINISTIC' : 'SEAL_NOT_SEAL');
  }
  const { type, value } = readDeterministic(bytes.subarray(1));
  if (type !== 'array' || value.length !== 4) throw new Answer('SEAL_NOT_SEAL');
  const [header, unprotected, payload, signature] = value;
  if (header.type !== 'bytes' || unprotected.type !== 'map' || payload.type !== 'bytes' || signature.type !== 'bytes' || signature.value.length !== 64)
    throw new Answer('SEAL_NOT_SEAL');
  const kid = readHeader(header.value);
  if (unprotected.value.length > 0) throw new Answer('SEAL_HEADER_INVALID');
  return { kid, header: header.value, payload: payload.value, signature: signature.value };
}

function readHeader(bytes) {
  const item = readDeterministic(bytes);
  let fields;
  let kid;
  try {
    fields = new Fields(item);
    if (fields.map.has(2)) throw new Answer('SEAL_HEADER_CRITICAL');
    kid = fields.bytes(4, 1, 16);
    fields.integer(3, cborContentFormat, cborContentFormat);
    fields.only(1, 3, 4);
  } catch (error) {
    if (error instanceof WrongField) throw new Answer('SEAL_HEADER_INVALID');
    throw error;
  }
  const algorithm = fields.map.get(1);
  if (algorithm.type !== 'integer' || algorithm.value !== BigInt(es256)) throw new Answer('SEAL_ALGORITHM_MISMATCH');
  return kid;
}

async function isSignedBy(envelope, key, purpose) {
  const utf8 = new TextEncoder();
  // RFC 9052, 4.4: Sig_structure.
  const signed = concatenate(
    [0x84], head(3, 10), utf8.encode('Signature1'), head(2, envelope.header.length), envelope.header,
    head(2, purpose.length), utf8.encode(purpose), head(2, envelope.payload.length), envelope.payload);
  return crypto.subtle.verify({ name: 'ECDSA', hash: 'SHA-256' }, key, envelope.signature, signed);
}

function head(major, length) {
  const first = major << 5;
  if (length < 24) return [first | length];
  if (length < 0x100) return [first | 24, length];
  if (length < 0x10000) return [first | 25, length >> 8, length & 0xff];
  return [first | 26, length >>> 24, (length >> 16) & 0xff, (length >> 8) & 0xff, length & 0xff];
}

function concatenate(...parts) {
  const bytes = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let at = 0;
  for (const part of parts) {
    bytes.set(part, at);
    at += part.length;
  }
  return bytes;
}

// ---- The claims.

function readClaims(payload) {
  const item = readDeterministic(payload);
  try {
    const fields = new Fields(item);
    const profile = fields.integer(0, 0, 0xffffffff);
    if (profile !== 1 && profile !== 2) throw new Answer('SEAL_PROFILE_UNKNOWN', 0);
    if (fields.foreign || [...fields.map.keys()].some(key => key > 9)) throw new Answer('SEAL_FIELD_UNEXPECTED');
    const claims = {
      profile,
      issuer: fields.name(1),
      statusIndex: fields.integer(2, 0, 0x7fffffff),
      documentNumber: fields.text(3, 64),
      titleCode: fields.name(4),
      holder: fields.text(5, 120),
      issued: fields.integer(6, 0, 0xffff),
      expires: fields.map.has(7) ? fields.integer(7, 0, 0xffff) : null,
      office: fields.name(8),
      digest: fields.bytes(9, 16, 32),
    };
    if (claims.expires !== null && claims.expires < claims.issued) throw new Answer('SEAL_FIELD_INVALID', 7);
    if (claims.digest.length !== 16 && claims.digest.length !== 32) throw new Answer('SEAL_FIELD_INVALID', 9);
    return claims;
  } catch (error) {
    if (error instanceof WrongField) throw error.key === null ? new Answer('SEAL_NOT_SEAL') : new Answer('SEAL_FIELD_INVALID', error.key);
    throw error;
  }
}

// ---- What is trusted about an issuer.

export class ListFault extends Error {
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

/** Pins an issuer to its root key, a SubjectPublicKeyInfo in DER. */
export async function pin(issuer, root) {
  const key = await importRoot(root);
  return { issuer, root, rootKey: key, keys: null, status: null, signedKeys: null, signedStatus: null };
}

/** The trust with a key set taken; throws a ListFault where it is not. */
export async function withKeySet(trust, bytes) {
  const envelope = await readSigned(bytes, 64 << 10, async kid =>
    compare(kid, new Uint8Array(await crypto.subtle.digest('SHA-256', trust.root)).subarray(0, 8)) === 0 ? trust.rootKey : null, purposes.keys);
  const keys = await asUnreadable(() => readKeySet(envelope.payload));
  if (keys.issuer !== trust.issuer) throw new ListFault('SEAL_LIST_OTHER_ISSUER');
  if (trust.keys) step(trust.keys.sequence, trust.signedKeys, keys.sequence, envelope);
  const next = { ...trust, keys, signedKeys: bytes, status: null, signedStatus: null };
  if (!trust.status) return next;
  try {
    return await withStatusList(next, trust.signedStatus);
  } catch (error) {
    if (error instanceof ListFault) return next;
    throw error;
  }
}

/** The trust with a status list taken; throws a ListFault where it is not. */
export async function withStatusList(trust, bytes) {
  if (!trust.keys) throw new ListFault('SEAL_LIST_KEY_SET_MISSING');
  let entry;
  const envelope = await readSigned(bytes, 4 << 20, async kid => {
    entry = trust.keys.keys.find(key => key.use === 2 && !key.compromised && compare(key.kid, kid) === 0);
    return entry ? entry.key : null;
  }, purposes.status);
  const status = await asUnreadable(() => readStatusList(envelope.payload));
  const day = Math.floor((status.issued + trust.keys.utcOffset * 60) / 86400);
  if (day < entry.notBefore || day > entry.notAfter) throw new ListFault('SEAL_LIST_KEY_UNKNOWN');
  if (status.issuer !== trust.issuer) throw new ListFault('SEAL_LIST_OTHER_ISSUER');
  if (trust.status) step(trust.status.sequence, trust.signedStatus, status.sequence, envelope);
  return { ...trust, status, signedStatus: bytes };
}

/** Opens a key file: PEM blocks PUBLIC KEY, SAKPORE SEAL KEYS and perhaps SAKPORE SEAL STATUS. */
export async function openKeyFile(text) {
  const blocks = {};
  for (const [, label, base64] of text.matchAll(/-----BEGIN ([A-Z ]+)-----([A-Za-z0-9+/=\s]+)-----END \1-----/g)) {
    if (blocks[label] || !['PUBLIC KEY', 'SAKPORE SEAL KEYS', 'SAKPORE SEAL STATUS'].includes(label)) throw new ListFault('SEAL_LIST_UNREADABLE');
    blocks[label] = Uint8Array.from(atob(base64.replace(/\s/g, '')), character => character.charCodeAt(0));
  }
  const root = blocks['PUBLIC KEY'];
  const keys = blocks['SAKPORE SEAL KEYS'];
  if (!root || !keys) throw new ListFault('SEAL_LIST_UNREADABLE');
  const { issuer } = await asUnreadable(() => readKeySet(readEnvelope(keys).payload));
  const trust = await withKeySet(await asUnreadable(() => pin(issuer, root)), keys);
  return blocks['SAKPORE SEAL STATUS'] ? withStatusList(trust, blocks['SAKPORE SEAL STATUS']) : trust;
}

async function readSigned(bytes, most, findKey, purpose) {
  if (bytes.length > most) throw new ListFault('SEAL_LIST_UNREADABLE');
  const envelope = await asUnreadable(() => readEnvelope(bytes));
  const key = await findKey(envelope.kid);
  if (!key) throw new ListFault('SEAL_LIST_KEY_UNKNOWN');
  if (!(await isSignedBy(envelope, key, purpose))) throw new ListFault('SEAL_LIST_SIGNATURE_INVALID');
  return envelope;
}

async function asUnreadable(read) {
  try {
    return await read();
  } catch {
    throw new ListFault('SEAL_LIST_UNREADABLE');
  }
}

function step(heldSequence, heldBytes, sequence, envelope) {
  if (sequence < heldSequence) throw new ListFault('SEAL_LIST_SEQUENCE_LOWER');
  if (sequence === heldSequence && compare(readEnvelope(heldBytes).payload, envelope.payload) !== 0) throw new ListFault('SEAL_LIST_SEQUENCE_REUSED');
}

const importRoot = root => crypto.subtle.importKey('spki', root, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']);

async function readKeySet(payload) {
  const fields = new Fields(readDeterministic(payload));
  fields.only(0, 1, 2, 3, 4, 5, 6, 7);
  const entries = fields.get(5, 'array');
  const keys = await Promise.all(entries.map(readKey));
  if (entries.length > 64 || new Set(keys.map(key => key.kid.join())).size !== keys.length) throw new WrongField(5);
  return {
    issuer: fields.name(0),
    sequence: fields.integer(1, 1, 0x7fffffff),
    issued: fields.integer(2, 0, 0xffffffff),
    utcOffset: fields.integer(3, -720, 840),
    name: fields.text(4, 200),
    keys,
    titles: fields.words(6),
    offices: fields.words(7),
  };
}

async function readKey(item) {
  const fields = new Fields(item);
  const compromised = fields.map.has(4);
  fields.only(...(compromised ? [0, 1, 2, 3, 4] : [0, 1, 2, 3]));
  if (compromised && fields.map.get(4).type !== 'true') throw new WrongField(4);
  // RFC 9053, 7.1.1: kty EC2, alg ES256, crv P-256, x, y.
  const key = new Fields(fields.map.get(0), -3);
  key.only(1, 2, 3, -1, -2, -3);
  key.integer(1, 2, 2);
  key.integer(3, es256, es256);
  key.integer(-1, 1, 1);
  const point = concatenate([4], key.bytes(-2, 32, 32), key.bytes(-3, 32, 32));
  const entry = {
    kid: key.bytes(2, 1, 16),
    use: fields.integer(1, 1, 2),
    notBefore: fields.integer(2, 0, 0xffff),
    notAfter: fields.integer(3, 0, 0xffff),
    compromised,
    key: await crypto.subtle.importKey('raw', point, { name: 'ECDSA', namedCurve: 'P-256' }, false, ['verify']),
  };
  if (entry.notAfter < entry.notBefore) throw new WrongField(3);
  return entry;
}

function readStatusList(payload) {
  const fields = new Fields(readDeterministic(payload));
  fields.only(0, 1, 2, 3, 4, 5);
  const status = {
    issuer: fields.name(0),
    sequence: fields.integer(1, 1, 0x7fffffff),
    issued: fields.integer(2, 0, 0xffffffff),
    nextUpdate: fields.integer(3, 0, 0xffffffff),
    revoked: new Set(fields.indices(4)),
    superseded: new Set(fields.indices(5)),
  };
  if (status.nextUpdate < status.issued || status.revoked.size + status.superseded.size > 500000) throw new WrongField(4);
  return status;
}

// ---- The check.

/**
 * Checks what a scanner read.
 * @param {string} text The QR code's text, or the seal alone.
 * @param {object[]} trusts What pin, withKeySet, withStatusList or openKeyFile gave, one an issuer.
 * @param {number} at Now, in seconds since 1970.
 * @returns {Promise<{reason: string, field: number|null, claims: object|null, keys: object|null, status: object|null}>}
 * Claims only where the signature is the key's. The host in the text is never looked at.
 */
export async function checkSeal(text, trusts, at) {
  try {
    const envelope = readEnvelope(readText(text));
    const claims = readClaims(envelope.payload);
    const trust = trusts.find(({ issuer }) => issuer === claims.issuer);
    if (!trust) throw new Answer('SEAL_ISSUER_UNKNOWN');
    const entry = trust.keys?.keys.find(({ kid, use }) => use === 1 && compare(kid, envelope.kid) === 0);
    if (!entry) throw new Answer('SEAL_KEY_UNKNOWN');
    if (!(await isSignedBy(envelope, entry.key, purposes.seal))) throw new Answer('SEAL_SIGNATURE_INVALID');
    return { reason: judge(claims, trust, entry, at), field: null, claims, keys: trust.keys, status: trust.status };
  } catch (error) {
    if (error instanceof Answer) return { reason: error.reason, field: error.field, claims: null, keys: null, status: null };
    throw error;
  }
}

function judge(claims, { keys, status }, key, at) {
  const startOf = day => day * 86400 - keys.utcOffset * 60;
  if (key.compromised) return 'SEAL_KEY_COMPROMISED';
  if (claims.issued < key.notBefore || claims.issued > key.notAfter) return 'SEAL_KEY_OUT_OF_WINDOW';
  if (startOf(claims.issued) > at + clockSkew) return 'SEAL_ISSUED_IN_FUTURE';
  if (status?.revoked.has(claims.statusIndex)) return 'SEAL_REVOKED';
  if (status?.superseded.has(claims.statusIndex)) return 'SEAL_SUPERSEDED';
  if (claims.expires !== null && startOf(claims.expires + 1) <= at - clockSkew) return 'SEAL_EXPIRED';
  return 'SEAL_VALID';
}
