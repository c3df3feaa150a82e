// Units glide from where they were to where they are now, a second long; then nothing runs.
const GLIDE_MS = 1000;
const STEP_MS = 80;
const MOST = 600; // more movers than this jump: gliding is for eyes, not for thousands
const still = matchMedia("(prefers-reduced-motion: reduce)");

export class Moving {
  constructor(draw) {
    this.draw = draw;
    this.features = new Map();
    this.gliding = new Map();
    this.timer = 0;
  }

  clear() {
    this.features.clear();
    this.gliding.clear();
  }

  // ``changed``: GeoJSON features; ``gone``: ids that are no longer shown.
  take(changed, gone = []) {
    const now = performance.now();
    const before = this.features.size;
    for (const id of gone) this.features.delete(id) && this.gliding.delete(id);
    if (!changed.length && this.features.size === before) return;
    for (const feature of changed) {
      const id = feature.properties.id;
      const before = this.features.get(id);
      if (before && !still.matches && changed.length <= MOST) {
        const from = before.geometry.coordinates;
        const to = feature.geometry.coordinates;
        if (from[0] !== to[0] || from[1] !== to[1]) {
          this.gliding.set(id, { from, to, since: now });
          feature.geometry = { type: "Point", coordinates: from };
        }
      }
      this.features.set(id, feature);
    }
    this.step();
  }

  // Whether it shows just those the server counted: their number, and the exclusive or of ids' ends.
  shows([number, mark]) {
    let own = 0;
    for (const id of this.features.keys()) own ^= parseInt(id.slice(-8), 16);
    return this.features.size === number && own === mark;
  }

  // A unit that falls silent grows stale by itself: nothing comes that would say so. Times in ms.
  grow(now, freshFor) {
    let changed = false;
    for (const { properties } of this.features.values()) {
      const fresh = now - Date.parse(properties.measured_at) <= freshFor;
      changed ||= fresh !== properties.fresh;
      properties.fresh = fresh;
    }
    if (changed) this.step();
  }

  step() {
    clearTimeout(this.timer);
    const now = performance.now();
    for (const [id, { from, to, since }] of this.gliding) {
      const part = Math.min(1, (now - since) / GLIDE_MS);
      const feature = this.features.get(id);
      if (feature) feature.geometry.coordinates = [from[0] + (to[0] - from[0]) * part, from[1] + (to[1] - from[1]) * part];
      if (part === 1) this.gliding.delete(id);
    }
    this.draw(this.collection());
    if (this.gliding.size) this.timer = setTimeout(() => this.step(), STEP_MS);
  }

  collection() {
    return { type: "FeatureCollection", features: [...this.features.values()] };
  }
}
