// One application for a Surat Keterangan Penelitian, through every actor, from a program that is not .NET.
// Usage: node walk.js [ADDRESS] [CALLERS]   a hub's gRPC address; a file as data/development/callers.json
import { readFileSync } from 'node:fs';
import { connect, disconnect, download, struct, upload, verify } from './hub.js';
import { form, paper, photo } from './papers.js';

const [address = '127.0.0.1:5081', file = 'data/development/callers.json'] = process.argv.slice(2);
const callers = JSON.parse(readFileSync(file));
const anyone = connect(address);
const portal = connect(address, { key: callers.Portal });
const officer = (office, id) => connect(address, { key: callers.Offices[office], officer: `contoh-${id}` });
const frontOffice = officer('dpmptsp', 'front-office');
const backOffice = officer('dpmptsp', 'back-office');
const head = officer('dpmptsp', 'kepala');
const everyone = [anyone, portal, frontOffice, backOffice, head];

let requests = 0;
const requestId = () => `node-${process.pid}-${++requests}`;

function tell(actor, done, application) {
  const places = application?.current_stages.map(stage => stage.stage) ?? [];
  console.log(`${actor.padEnd(16)} ${done}${application ? `  → ${places.join(' + ') || application.state}` : ''}`);
}

function expect(found, expected) {
  if (found !== expected) throw new Error(`${expected} was expected, not ${found}`);
}

async function walk() {
  const submitted = await portal.submitApplication({
    permit_type: 'permitTypes/skp-penelitian',
    kind: 'KIND_BARU',
    form: struct(form),
    files: [
      { requirement: 'surat-pengantar', document: await upload(portal, paper('Surat Pengantar'), 'application/pdf') },
      { requirement: 'proposal', document: await upload(portal, paper('Proposal Penelitian'), 'application/pdf') },
      { requirement: 'ktp', document: await upload(portal, photo, 'image/png') },
    ],
    request_id: requestId(),
  });
  const { name } = submitted.application;
  tell('applicant', `submits ${name}`, submitted.application);

  tell('front office', 'returns: unreadable', await frontOffice.returnApplication(
    { name, request_id: requestId(), owed_requirements: ['ktp'], reason: 'UNREADABLE', note: 'Foto KTP buram.' }));
  tell('applicant', 'supplements', await portal.supplementApplication(
    { name, request_id: requestId(), files: [{ requirement: 'ktp', document: await upload(portal, photo, 'image/png') }] }));
  const complete = await frontOffice.declareComplete({ name, request_id: requestId() });
  const due = complete.promise.due_date;
  tell('front office', `declares complete, due ${due.year}-${due.month}-${due.day}`, complete);

  const forward = async (caller, to = '') => caller.forwardApplication({ name, request_id: requestId(), to });
  tell('back office', 'drafts', await forward(backOffice));
  for (const id of ['sub-koordinator', 'koordinator']) {
    const verifier = officer('dpmptsp', id);
    everyone.push(verifier);
    tell(id, 'verifies', await forward(verifier));
  }
  for (const office of ['kesbangpol', 'bappeda']) await recommend(name, office);
  tell('back office', 'matches what came back', await forward(backOffice, 'tanda-tangan'));

  const signed = await head.signLetter({ application: name, request_id: requestId(), passphrase: callers.Passphrase });
  tell('head', `signs ${signed.letter.number}`, signed.application);

  const pdf = await download(portal, signed.letter.document);
  tell('applicant', `downloads the letter, ${Math.round(pdf.length / 1024)} KB`);
  const tracking = await anyone.track({ token: submitted.tracking_token });
  tell('applicant', `tracks: ${tracking.steps.filter(step => step.progress === 'PROGRESS_DONE').length} steps done`);
  expect(tracking.state, 'STATE_ISSUED');

  const genuine = await verify(anyone, pdf);
  tell('anyone', `verifies the letter: ${genuine.verdict}`);
  expect(genuine.verdict, 'VERDICT_AUTHENTIC');
  pdf[Math.floor(pdf.length / 3)] ^= 1;
  const altered = await verify(anyone, pdf);
  tell('anyone', `verifies a copy with one byte changed: ${altered.verdict}`);
  expect(altered.verdict, 'VERDICT_ALTERED');
}

async function recommend(application, office) {
  const agency = officer(office, office);
  everyone.push(agency);
  const { pending_recommendations: pending } = await agency.listPendingRecommendations({});
  const waiting = pending.find(row => row.application === application);
  const asked = new Date(Number(waiting.request_time.seconds) * 1000);
  const given = await agency.recommend({
    application,
    request_id: requestId(),
    favourable: true,
    document: await upload(agency, paper(`Rekomendasi ${office}`), 'application/pdf'),
    letter_number: '070/1234/2026',
    letter_date: { year: asked.getUTCFullYear(), month: asked.getUTCMonth() + 1, day: asked.getUTCDate() },
  });
  tell(office, 'recommends', given.application);
}

try {
  await walk();
} finally {
  everyone.forEach(disconnect);
}
