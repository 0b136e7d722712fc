// A person with a strict Matrix client: matrix-js-sdk with Rust crypto, as in Element Web, which
// neither reads devices that their owner did not cross-sign nor gives them keys (MSC4153).
//
//   node peer.mjs FOLDER URL USER PASSWORD      FOLDER holds node_modules
//
// Reads one JSON object per line: {"do": "room", "with": user} | {"do": "say", "text"} |
// {"do": "verify", "with": user, "agree": "yes" or "no"}.
// Writes one per line: {"is": "ready"} | {"is": "room", "id"} | {"is": "said", "text"} |
// {"is": "unreadable"} | {"is": "pictures", "names"} | {"is": "verified", "trusted"} |
// {"is": "error", "text"}.

import { createInterface } from "node:readline";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

const [folder, url, user, password] = process.argv.slice(2);
const library = (path) => import(pathToFileURL(join(folder, "node_modules/matrix-js-sdk/lib", path)));

const tell = (what) => process.stdout.write(JSON.stringify(what) + "\n");
const fail = (error) => {
  tell({ is: "error", text: String(error?.stack ?? error) });
  process.exit(1);
};
process.on("unhandledRejection", fail);
process.on("uncaughtException", fail);
for (const method of ["log", "info", "debug", "warn", "error", "trace"]) console[method] = () => {};

const sdk = await library("index.js");
const { OnlySignedDevicesIsolationMode, VerificationPhase, VerificationRequestEvent, VerifierEvent } =
  await library("crypto-api/index.js");

const identifier = { type: "m.id.user", user };
const login = await sdk
  .createClient({ baseUrl: url })
  .loginRequest({ type: "m.login.password", identifier, password });
const client = sdk.createClient({
  baseUrl: url,
  userId: login.user_id,
  deviceId: login.device_id,
  accessToken: login.access_token,
});
await client.initRustCrypto({ useIndexedDB: false });
const crypto = client.getCrypto();
crypto.setDeviceIsolationMode(new OnlySignedDevicesIsolationMode());
await crypto.bootstrapCrossSigning({
  authUploadDeviceSigningKeys: (upload) => upload({ type: "m.login.password", identifier, password }),
});

let room;

const show = (event) => {
  if (event.getSender() === client.getUserId()) return;
  if (event.isDecryptionFailure()) tell({ is: "unreadable" });
  else if (event.getType() === "m.room.message") tell({ is: "said", text: event.getContent().body });
};
client.on(sdk.MatrixEventEvent.Decrypted, show);

const orders = {
  async room({ with: other }) {
    const content = { algorithm: "m.megolm.v1.aes-sha2" };
    const { room_id } = await client.createRoom({
      invite: [other],
      is_direct: true,
      preset: "trusted_private_chat",
      initial_state: [{ type: "m.room.encryption", state_key: "", content }],
    });
    room = room_id;
    const inside = () => client.getRoom(room)?.getMember(other)?.membership === "join";
    while (!inside()) await new Promise((next) => client.once(sdk.ClientEvent.Sync, next));
    tell({ is: "room", id: room });
  },
  // As when somebody opens the other's profile and chooses "Verify".
  async verify({ with: other, agree }) {
    const request = await crypto.requestVerificationDM(other, room);
    while (request.phase < VerificationPhase.Ready) {
      await new Promise((next) => request.once(VerificationRequestEvent.Change, next));
    }
    const verifier = await request.startVerification("m.sas.v1");
    verifier.once(VerifierEvent.ShowSas, (sas) => {
      tell({ is: "pictures", names: sas.sas.emoji.map(([, name]) => name).join(", ") });
      if (agree === "yes") sas.confirm();
      else sas.mismatch();
    });
    const trusted = async () =>
      (await crypto.getUserVerificationStatus(other)).isCrossSigningVerified();
    const fits = await verifier.verify().then(
      () => true,
      () => false,
    );
    // The signature is uploaded, and comes back with a later sync.
    while (fits && !(await trusted())) {
      await new Promise((next) => client.once(sdk.ClientEvent.Sync, next));
    }
    tell({ is: "verified", trusted: await trusted() });
  },
  async say({ text }) {
    await client.sendTextMessage(room, text);
  },
};

client.once(sdk.ClientEvent.Sync, () => tell({ is: "ready" }));
await client.startClient({ initialSyncLimit: 10 });
for await (const line of createInterface({ input: process.stdin })) {
  const order = JSON.parse(line);
  await orders[order.do](order).catch(fail);
}
process.exit(0);
