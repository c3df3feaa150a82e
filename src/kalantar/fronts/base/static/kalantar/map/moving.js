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

  // ``changed``: GeoJSON features; ``gone``: ids that are no longer shown; ``all``: nor is any other.
  take(changed, gone = [], all = false) {
    const now = performance.now();
    const before = this.features.size;
    const kept = all && new Set(changed.map((feature) => feature.properties.id));
    for (const id of all ? [...this.features.keys()].filter((one) => !kept.has(one)) : gone) this.features.delete(id) && this.gliding.delete(id);
    if (!changed.length && this.features.size === before) return;
    for (const feature of changed) {
      const id = feature.properties.id;
      const before = this.features.get(id);
      if (before && !all && !still.matches && changed.length <= MOST) {
        const from = before.geometry.coordinates;
        const to = feature.geometry.coordinates;
        if (from[0] !== to[0] || from[1] !== to[1]) {
          this.gliding.set(id, { from, to, since: now });
          feature.geometry = { type: "Point", coordinates: from };
        }
      } else this.gliding.delete(id);
      this.features.set(id, feature);
    }
    this.step();
  }

  // A unit that falls silent grows stale by itself: nothing comes that would say so. Times in ms.
  grow(now, freshFor) {
    let changed = false;
    for (const { properties } of this.features.values()) {
      if (properties.count) continue;
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
