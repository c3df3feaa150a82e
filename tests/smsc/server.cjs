// An SMSC on loopback for tests and benches: the npm package `smpp` serves it. It answers submits, sends
// receipts until they are acknowledged, counts windows and rates, and can be down.
//
// node server.cjs '{"port": 0, "window": 50, ...}'; then a command a line: down, up, incoming {json}, count.
"use strict";
const readline = require("node:readline");
const smpp = require("smpp");

const given = {
  port: 0, // 0: any that is free
  window: 1000, // unanswered submits of a session; more are refused (ESME_RMSGQFUL)
  perSecond: 0, // more submits are refused (ESME_RTHROTTLED); 0: no limit
  latency: 0, // ms until a submit is answered
  receipts: true,
  reference: true, // gives user_message_reference back in the receipt, as SMPP 3.4 says
  told: true, // a line of JSON for every submit
  password: "secret",
  ...JSON.parse(process.argv[2] || "{}"),
};
const ERRORS = { 6: 0x0b, 7: 0x08 }; // by the last digit of the number: invalid; busy, the first time
const busy = new Set();
const sessions = new Set();
const due = []; // receipts and incoming texts nobody has acknowledged
const count = { submits: 0, throttled: 0, windowBroken: 0, acknowledged: 0, mostOpen: 0, sessions: 0 };
let next = 1;
let second = 0;
let inSecond = 0;

const say = (line) => process.stdout.write(JSON.stringify(line) + "\n");

function serve(session) {
  session.open = 0;
  session.sent = new Set();
  session.on("error", () => {});
  session.on("close", () => {
    sessions.delete(session);
    for (const one of session.sent) due.push(one);
    deliver();
  });
  session.on("bind_transceiver", (pdu) => {
    if (pdu.password !== given.password) {
      session.send(pdu.response({ command_status: smpp.ESME_RBINDFAIL }));
      return session.close();
    }
    session.send(pdu.response());
    sessions.add(session);
    count.sessions += 1;
    say({ e: "bound" });
    deliver();
  });
  session.on("submit_sm", (pdu) => submitted(session, pdu));
  session.on("enquire_link", (pdu) => session.send(pdu.response()));
  session.on("unbind", (pdu) => {
    session.send(pdu.response());
    session.close();
  });
}

function submitted(session, pdu) {
  session.open += 1;
  count.mostOpen = Math.max(count.mostOpen, session.open);
  const status = refusal(session, pdu);
  let id = "";
  if (!status) {
    id = (next++).toString(16).padStart(8, "0");
    count.submits += 1;
    if (given.told) say(told(id, pdu));
    if (given.receipts) due.push(receipt(id, pdu));
  }
  const answer = () => {
    session.open -= 1;
    session.send(pdu.response(status ? { command_status: status } : { message_id: id }));
    deliver();
  };
  given.latency ? setTimeout(answer, given.latency) : answer();
}

function refusal(session, pdu) {
  if (session.open > given.window) {
    count.windowBroken += 1;
    return 0x14;
  }
  const now = Math.floor(Date.now() / 1000);
  if (now !== second) [second, inSecond] = [now, 0];
  if (given.perSecond && ++inSecond > given.perSecond) {
    count.throttled += 1;
    return 0x58;
  }
  const error = ERRORS[pdu.destination_addr.slice(-1)];
  if (error === 0x08) {
    if (busy.has(pdu.destination_addr)) return 0;
    busy.add(pdu.destination_addr);
  }
  return error || 0;
}

function told(id, pdu) {
  const text = pdu.short_message.message;
  const udh = pdu.short_message.udh ? [...[].concat(pdu.short_message.udh)[0]] : [];
  return {
    e: "submit", id, to: pdu.destination_addr, reference: pdu.user_message_reference,
    udh, text: Buffer.isBuffer(text) ? text.toString("hex") : text, validity: pdu.validity_period,
    registered: pdu.registered_delivery, source: pdu.source_addr,
  };
}

function receipt(id, pdu) {
  const failed = pdu.destination_addr.endsWith("9");
  const stat = failed ? "UNDELIV" : "DELIVRD";
  const words = `id:${id} sub:001 dlvrd:001 submit date:2611271200 done date:2611271200 stat:${stat} err:${failed ? "027" : "000"} text:`;
  const told = {
    esm_class: 4, source_addr_ton: 1, source_addr: pdu.destination_addr, destination_addr: pdu.source_addr,
    short_message: words, receipted_message_id: id, message_state: failed ? 5 : 2,
  };
  if (given.reference && pdu.user_message_reference !== undefined)
    told.user_message_reference = pdu.user_message_reference;
  return told;
}

function deliver() {
  const up = [...sessions];
  for (let at = 0; up.length && due.length; at += 1) {
    const session = up[at % up.length];
    if (up.every((one) => one.sent.size >= 500)) return;
    if (session.sent.size >= 500) continue;
    const one = due.shift();
    session.sent.add(one);
    session.deliver_sm({ ...one }, () => {
      session.sent.delete(one);
      count.acknowledged += 1;
      deliver();
    });
  }
}

// {"hex": "0500…"} stands for octets
const octets = (_, value) => (value && value.hex !== undefined ? Buffer.from(value.hex, "hex") : value);

let server;
function up(port) {
  server = smpp.createServer({}, serve);
  server.listen(port, "127.0.0.1", () => say({ e: "up", port: (given.port = server.address().port) }));
}

readline.createInterface({ input: process.stdin }).on("line", (line) => {
  const [command, ...rest] = line.split(" ");
  if (command === "down") {
    for (const one of server.sessions.slice()) one.destroy();
    server.close(() => say({ e: "down" }));
  } else if (command === "up") up(given.port);
  else if (command === "incoming") due.push({ source_addr_ton: 1, ...JSON.parse(rest.join(" "), octets) }), deliver();
  else if (command === "count") say({ e: "count", ...count, due: due.length });
}).on("close", () => process.exit(0));
up(given.port);
