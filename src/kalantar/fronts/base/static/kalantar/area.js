// An area's page: its boundary on the map, and the edges of the areas that lie in it.
import { begin } from "./map/map.js";

document.addEventListener("map:begun", async ({ target, detail: { map } }) => {
  const answer = await fetch(target.dataset.shape);
  if (!answer.ok) return;
  const { area, inside } = await answer.json();
  await map.loaded;
  map.show("reach", area);
  map.show("ways", inside);
});
begin();
