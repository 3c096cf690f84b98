import { readFileSync } from 'node:fs';
import grpc from '@grpc/grpc-js';
import protoLoader from '@grpc/proto-loader';

// A caller is built against a release: its image of the contract is all that is needed, google/api among it.
const image = new URL('../../protos/baseline.binpb', import.meta.url);
const contract = grpc.loadPackageDefinition(
  protoLoader.loadFileDescriptorSetFromBuffer(readFileSync(image), { longs: String, enums: String, defaults: true })).sakpore;

// Fields have the names of the protos: an image keeps them, where .proto files would be read with names in camelCase.
const services = [
  contract.permits.v1.ApplicationService, contract.permits.v1.RecommendationService, contract.permits.v1.TrackingService,
  contract.documents.v1.DocumentService, contract.signing.v1.SigningService, contract.verification.v1.VerificationService,
];

/**
 * Connects a calling system; `https://` before the address asks for TLS (GRPC_DEFAULT_SSL_ROOTS_FILE_PATH names roots of one's own).
 * Its methods take a request and promise the answer; those that stream are below.
 */
export function connect(address, { key, officer } = {}) {
  const metadata = new grpc.Metadata();
  if (key) metadata.set('authorization', `Bearer ${key}`);
  if (officer) metadata.set('sakpore-officer', `officers/${officer}`);
  const caller = { metadata, clients: [] };
  const secure = address.startsWith('https://');
  for (const Service of services) {
    const client = new Service(
      address.replace(/^https?:\/\//, ''), secure ? grpc.credentials.createSsl() : grpc.credentials.createInsecure());
    caller.clients.push(client);
    for (const method of Object.values(Service.service)) {
      const name = method.originalName;
      caller[name] = method.requestStream || method.responseStream
        ? (...rest) => client[name](...rest)
        : request => new Promise((done, failed) => client[name](request, metadata, (no, answer) => no ? failed(no) : done(answer)));
    }
  }
  return caller;
}

/** Ends the connections of a calling system. */
export const disconnect = caller => caller.clients.forEach(client => client.close());

/** Uploads a file in parts of 64 KiB and promises its name. */
export function upload(caller, content, mediaType) {
  return new Promise((done, failed) => {
    const call = caller.uploadDocument(caller.metadata, (no, document) => no ? failed(no) : done(document.name));
    call.write({ description: { media_type: mediaType } });
    for (const part of parts(content)) call.write({ content: part });
    call.end();
  });
}

/** Promises the content of a document. */
export async function download(caller, name) {
  const content = [];
  for await (const part of caller.downloadDocument({ name }, caller.metadata)) content.push(part.content);
  return Buffer.concat(content);
}

/** Promises what a verification of a file found. */
export function verify(caller, content) {
  return new Promise((done, failed) => {
    const call = caller.verifyDocument(caller.metadata, (no, report) => no ? failed(no) : done(report));
    for (const part of parts(content)) call.write({ content: part });
    call.end();
  });
}

/** A plain object as google.protobuf.Struct, whose map is a list of entries in an image. */
export const struct = object => ({ fields: Object.entries(object).map(([key, value]) => ({ key, value: toValue(value) })) });

const toValue = value => Array.isArray(value) ? { list_value: { values: value.map(toValue) } }
  : typeof value === 'object' ? { struct_value: struct(value) }
  : { string_value: value };

function* parts(content) {
  for (let offset = 0; offset < content.length; offset += 1 << 16) yield content.subarray(offset, offset + (1 << 16));
}
