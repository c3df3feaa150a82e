// What was done on this phone and is not yet on the server, in IndexedDB: each with its own operation id and
// the time it was done at. What the server refused stays until the officer has read why. Another officer's
// is neither shown nor sent here.
const NAME = "kalantar-phone";
const officer = document.querySelector("[data-officer]").dataset.officer;

let opened;
let gone = false;
function database() {
  if (gone) return Promise.reject(new Error("signed out"));
  opened ??= new Promise((done, failed) => {
    const asked = indexedDB.open(NAME, 1);
    asked.onupgradeneeded = () => asked.result.createObjectStore("kept", { keyPath: "place", autoIncrement: true });
    asked.onsuccess = () => done(asked.result);
    asked.onerror = () => failed(asked.error);
  });
  return opened;
}

async function within(mode, act) {
  const store = (await database()).transaction("kept", mode).objectStore("kept");
  return new Promise((done, failed) => {
    const asked = act(store);
    asked.onsuccess = () => done(asked.result);
    asked.transaction.onerror = () => failed(asked.error);
  });
}

// { operation, at, url, body, photo?, label, first?, state: "kept" | "refused", sentence? }; `first`: goes before others.
export async function kept() {
  const all = (await within("readonly", (store) => store.getAll())).filter((one) => one.officer === officer);
  return all.sort((a, b) => Number(Boolean(b.first)) - Number(Boolean(a.first)) || a.place - b.place);
}

export const keep = (one) => within("readwrite", (store) => store.add({ ...one, officer, state: "kept" }));
export const change = (one) => within("readwrite", (store) => store.put(one));
export const drop = (place) => within("readwrite", (store) => store.delete(place));

// The officer signs out: nothing of theirs is left, and nothing is kept any more. Whether somebody else's is,
// who has not come back to send it.
export async function forget() {
  for (const one of await kept()) await drop(one.place);
  const others = await within("readonly", (store) => store.count());
  (await database()).close();
  gone = true;
  return others > 0;
}

// What an earlier version kept in localStorage goes the same way.
export async function takeOver() {
  const old = `kalantar-outbox-${officer}`;
  for (const { url, body } of JSON.parse(localStorage.getItem(old) ?? "[]"))
    await keep({ operation: body.operation, at: body.at, url, body, label: "" });
  localStorage.removeItem(old);
}
