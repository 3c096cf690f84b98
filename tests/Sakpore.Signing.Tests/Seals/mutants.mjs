// Checks many damaged seals: node mutants.mjs VERIFIER VECTORS. Reads one text a line, prints one answer a line.
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

const [verifier, vectorFile] = process.argv.slice(2, 4);
const { pin, withKeySet, withStatusList, checkSeal } = await import(pathToFileURL(verifier));
const vectors = JSON.parse(readFileSync(vectorFile, 'utf8'));
const bytes = hex => Uint8Array.from(Buffer.from(hex, 'hex'));
let trust = await withKeySet(await pin(vectors.issuer, bytes(vectors.root)), bytes(vectors.keySet));
trust = await withStatusList(trust, bytes(vectors.statusList));

const answers = [];
for (const text of readFileSync(process.argv[4], 'utf8').split('\n')) {
  const { reason, field } = await checkSeal(text, [trust], vectors.seals[0].at);
  answers.push(`${reason} ${field ?? ''}`.trim());
}
console.log(answers.join('\n'));
