// Who signs out leaves nothing of the patrol's phone in the browser, on whatever page they do it. Where something
// is kept that is not sent, or was refused and not read, the phone's page is opened instead, which asks.
const DATABASE = "kalantar-phone";
const PHONE = "/patrol/";

const answer = (asked) => new Promise((done, failed) => {
  asked.onsuccess = () => done(asked.result);
  asked.onerror = () => failed(asked.error);
});

async function waiting() {
  if (!(await indexedDB.databases()).some((one) => one.name === DATABASE)) return 0;
  const opened = await answer(indexedDB.open(DATABASE));
  const count = opened.objectStoreNames.contains("kept") ? await answer(opened.transaction("kept").objectStore("kept").count()) : 0;
  opened.close();
  return count;
}

export async function emptied({ database = true } = {}) {
  if (database) await new Promise((done) => {
    const asked = indexedDB.deleteDatabase(DATABASE);
    asked.onsuccess = asked.onerror = asked.onblocked = done;
  });
  const there = await navigator.serviceWorker?.getRegistration(PHONE);
  if (there?.active) {
    const { port1, port2 } = new MessageChannel();
    const heard = new Promise((done) => { port1.onmessage = done; setTimeout(done, 2000); });
    there.active.postMessage({ leave: true }, [port2]); // else an answer on its way would be kept anew
    await heard;
  }
  await there?.unregister();
  if (window.caches) for (const name of await caches.keys()) if (name.startsWith(DATABASE)) await caches.delete(name);
}

document.addEventListener("submit", async (event) => {
  const form = event.target.closest('form[action$="/sign-out/"], form[action$="/sign-out/everywhere/"]');
  if (!form || document.querySelector("[data-leaving]")) return; // the phone's page asks by itself
  event.preventDefault();
  try {
    if (await waiting()) return location.assign(PHONE);
    await emptied();
  } catch {
    // a browser that keeps nothing has nothing to forget
  }
  form.submit();
});
