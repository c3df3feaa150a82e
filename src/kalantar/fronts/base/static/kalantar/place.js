// The page carries its own city: with everything it asks, and in its address, so that loading it again,
// or coming back to it, shows the same city whatever was chosen in another tab.
export const carried = JSON.parse(document.body.getAttribute("hx-headers:inherited") ?? "{}");

// The address says from now on what ``asked`` names as well; nothing is loaded.
export function address(asked) {
  const here = new URL(location.href);
  for (const [name, value] of Object.entries(asked)) here.searchParams.set(name, value);
  if (here.href !== location.href) history.replaceState(history.state, "", here);
}

if (carried["X-City"]) address({ city: carried["X-City"] });
