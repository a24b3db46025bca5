import assert from "node:assert/strict";
import { test } from "node:test";
import { carryOut, inWords } from "../../staff_console/static/staff_console/console/bulk-work.js";
import { wordsFrom } from "../../staff_console/static/staff_console/console/words.js";

const ids = (number) => Array.from({ length: number }, (_, place) => `c${place}`);
const disconnected = () => Promise.reject(Object.assign(new Error("gone"), { code: "disconnected" }));

test("many are asked for a hundred at a time, and what was refused is counted over all of them", async () => {
  const asked = [];
  const ask = async (part) => {
    asked.push(part.length);
    return { done: part.slice(1), refused: { forbidden: 1 } };
  };
  const { done, refused } = await carryOut(ids(250), ask);
  assert.deepEqual([asked, done.length, refused], [[100, 100, 50], 247, { forbidden: 3 }]);
  assert.ok(!done.includes("c0") && done.includes("c249"));
});

test("when the way to the server ends, what is done is done and the rest is told", async () => {
  let asked = 0;
  const ask = (part) => (asked++ ? disconnected() : Promise.resolve({ done: part, refused: {} }));
  const { done, refused } = await carryOut(ids(250), ask);
  assert.deepEqual([asked, done.length, refused], [2, 100, { disconnected: 150 }]);
});

test("where nothing was done, it says why", async () => {
  await assert.rejects(carryOut(ids(3), disconnected), { code: "disconnected" });
});

test("it is said how many were done, and of the others how many were not and why", () => {
  const text = wordsFrom(
    {
      ...{ bulk_close_one: "{n} closed.", bulk_close_other: "{n} closed.", refused_forbidden: "Not allowed.", refused: "It failed.", bulk_odd: "It does not fit." },
      ...{ bulk_refused_one: "{n} was left: {why}", bulk_refused_other: "{n} were left: {why}" },
    },
    "en",
  );
  assert.equal(inWords(text, "close", 5, {}), "5 closed.");
  const refused = { forbidden: 2, bad_value: 1, unheard_of: 3 };
  assert.equal(inWords(text, "close", 1, refused), "1 closed. 2 were left: Not allowed. 1 was left: It does not fit. 3 were left: It failed.");
});
