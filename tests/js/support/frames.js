import { readFileSync, readdirSync } from "node:fs";

const folder = new URL("../../protocol/frames/", import.meta.url);

/** The golden frames that both sides of the wire are tested with: [{ name, direction, audience, frame, … }]. */
export const goldenFrames = readdirSync(folder)
  .filter((file) => file.endsWith(".json"))
  .map((file) => ({ file, ...JSON.parse(readFileSync(new URL(file, folder))) }));

/** A fresh copy of one golden frame, by its file name without ".json". */
export function golden(file) {
  return structuredClone(goldenFrames.find((entry) => entry.file === `${file}.json`).frame);
}
