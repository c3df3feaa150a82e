// A circle of so many metres on the ground, as a polygon of 64 corners.
const METRES_A_DEGREE = 111_320;

export function reach(lon, lat, metres) {
  const up = metres / METRES_A_DEGREE;
  const across = up / Math.cos((lat * Math.PI) / 180);
  const corners = Array.from({ length: 65 }, (_, at) => {
    const turn = (at / 64) * 2 * Math.PI;
    return [lon + across * Math.cos(turn), lat + up * Math.sin(turn)];
  });
  return { type: "FeatureCollection", features: [{ type: "Feature", properties: {}, geometry: { type: "Polygon", coordinates: [corners] } }] };
}
