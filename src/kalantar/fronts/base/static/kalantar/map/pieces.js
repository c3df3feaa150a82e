// The file of tiles, as PMTiles reads it: each piece is an address of its own (tiles.py says why).
export class Pieces {
  constructor(address) {
    this.address = address;
  }

  getKey() {
    return this.address;
  }

  async getBytes(offset, length, signal) {
    const answer = await fetch(`${this.address}?bytes=${offset}-${offset + length - 1}`, { signal });
    // whoever was signed out meanwhile is led to a page, which is no tile
    if (!answer.ok || answer.redirected) throw new Error(`No piece of the map: ${answer.status} ${answer.url}`);
    return { data: await answer.arrayBuffer() };
  }
}
