// Runs docs/seal-vectors.json against the verifier in JavaScript: node vectors.mjs VERIFIER VECTORS KEYFILE. Prints how many held.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [verifier, file, keyFile] = process.argv.slice(2);
const { pin, openKeyFile, withKeySet, withStatusList, checkSeal, ListFault } = await import(pathToFileURL(verifier));
const vectors = JSON.parse(readFileSync(file, 'utf8'));
const bytes = hex => Uint8Array.from(Buffer.from(hex, 'hex'));

const withKeys = await withKeySet(await pin(vectors.issuer, bytes(vectors.root)), bytes(vectors.keySet));
const trust = await withStatusList(withKeys, bytes(vectors.statusList));
let held = 0;
const expect = (name, actual, expected) => {
  if (actual === expected) held++;
  else {
    console.error(`${name}: ${actual}, expected ${expected}`);
    process.exitCode = 1;
  }
};

for (const { name, text, at, reason, field, withStatus } of vectors.seals) {
  const check = await checkSeal(text, [withStatus ? trust : withKeys], at);
  expect(name, `${check.reason} ${check.field}`, `${reason} ${field}`);
}
for (const { name, kind, bytes: hex, reason } of vectors.lists) {
  let answer = '';
  try {
    await (kind === 'keySet' ? withKeySet : withStatusList)(trust, bytes(hex));
  } catch (error) {
    answer = error instanceof ListFault ? error.reason : error.stack;
  }
  expect(`${kind}, ${name}`, answer, reason);
}
const opened = await openKeyFile(readFileSync(keyFile, 'utf8'));
expect('key file', (await checkSeal(vectors.seals[0].text, [opened], vectors.seals[0].at)).reason, 'SEAL_VALID');
console.log(held);
